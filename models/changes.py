"""What changed, told after the commit; also what other processes changed in the same database."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass

from blinker import Signal

from models.database import connection, execute
from models.problems import Problem
from models.tables import database


@dataclass(frozen=True, slots=True)
class Change:
    """The ids of the channels in which something changed; None when that is not known."""

    channels: frozenset[int] | None


changed = Signal("Sent with change=Change, on the thread that committed.")


def tell(channels: Iterable[int] | None) -> None:
    """Send a Change now, or when the transaction of this thread has been committed."""
    change = Change(None if channels is None else frozenset(channels))
    database.after_commit(lambda: announce(change))


def announce(change: Change) -> None:
    """Send a Change that is on disk already."""
    changed.send(None, change=change)


class Watcher:
    """Notices commits of other connections, those of other processes among them, by SQLite's data_version.

    `interval` is in seconds. What this process announced itself is noticed once more: screens that refresh
    twice are right, screens that missed something are not.
    """

    def __init__(self, interval: float = 0.25) -> None:
        self._interval = interval
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="watcher", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    def _watch(self) -> None:
        while not self._stopping.is_set():
            try:
                with connection():
                    self._compare()
            except Problem:
                # The database is out of reach: look again later; whoever writes will say what is wrong.
                self._stopping.wait(self._interval)

    def _compare(self) -> None:
        seen = execute("PRAGMA data_version")[0][0]
        while not self._stopping.wait(self._interval):
            version = execute("PRAGMA data_version")[0][0]
            if version != seen:
                seen = version
                announce(Change(None))
