"""Notifications: what a process changed, told to the others on one PostgreSQL server with LISTEN and NOTIFY.

They go out after the commit, in a transaction of their own: of the transactions with a notification in them PostgreSQL
lets only one at a time commit. So a process that dies in between tells nothing, and a screen sees it with its next
refresh.
"""

from __future__ import annotations

import logging
import threading
import uuid
from collections.abc import Iterable

from models.database import connection, execute
from models.news import troubles
from models.problems import Problem

CHANNEL = "hookdesk"
# PostgreSQL takes less than 8,000 bytes in a notification (its documentation, NOTIFY).
MOST_IDS = 300
GAP_SECONDS = 0.1

_ANYTHING = "*"
_PROCESS = uuid.uuid4().hex

logger = logging.getLogger(__name__)


def send(channels: Iterable[int] | None) -> None:
    """Tell the other processes of changed channels, None for any. What cannot be told is no failure of the change."""
    ids = None if channels is None else sorted(channels)
    said = _ANYTHING if ids is None or len(ids) > MOST_IDS else " ".join(map(str, ids))
    try:
        with connection():
            execute("SELECT pg_notify(?, ?)", (CHANNEL, f"{_PROCESS} {said}"))
    except Problem as problem:
        logger.warning("Other desks were not told of a change: %s", problem.title)


def read(payload: str) -> frozenset[int] | None:
    """The ids of the channels that a notification names, none when it is from this process; None for any channel."""
    process, _, said = payload.partition(" ")
    if process == _PROCESS:
        return frozenset()
    return frozenset(map(int, said.split())) if said != _ANYTHING else None


class Sender:
    """Sends notifications from a thread of its own, at most ten a second: whoever commits has no time to."""

    def __init__(self) -> None:
        self._guard = threading.Condition()
        self._channels: set[int] = set()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="notifications", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def is_alive(self) -> bool:
        return self._thread.is_alive()

    def stop(self, timeout: float) -> bool:
        """Send what there is and end; True when that is done within `timeout` seconds."""
        self._stopping.set()
        with self._guard:
            self._guard.notify()
        if self._thread.ident is not None:
            self._thread.join(timeout)
        return not self._thread.is_alive()

    def add(self, channels: Iterable[int]) -> None:
        """Tell soon that something was committed in these channels."""
        with self._guard:
            self._channels.update(channels)
            self._guard.notify()

    def _run(self) -> None:
        while channels := self._next():
            try:
                send(channels)
            except Exception as error:
                troubles.survive(error, "Other desks were not told of a change.")
            self._stopping.wait(GAP_SECONDS)

    def _next(self) -> set[int]:
        with self._guard:
            self._guard.wait_for(lambda: self._channels or self._stopping.is_set())
            channels, self._channels = self._channels, set()
        return channels
