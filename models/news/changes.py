"""What changed, told after the commit; also what other processes changed in the same database."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass

from blinker import Signal

from models.database import connection, is_shared, read_value
from models.database.errors import explained
from models.database.tables import database
from models.news import notify, troubles
from models.problems import Problem


@dataclass(frozen=True, slots=True)
class Change:
    """The ids of the channels in which something changed; None when that is not known."""

    channels: frozenset[int] | None


changed = Signal("Sent with change=Change, on the thread that committed.")


def tell(channels: Iterable[int] | None) -> None:
    """Send a Change now, or when the transaction of this thread has been committed."""
    change = Change(None if channels is None else frozenset(channels))
    database.after_commit(lambda: _announce_everywhere(change))


def announce(change: Change) -> None:
    """Send a Change that is on disk already."""
    changed.send(None, change=change)


def _announce_everywhere(change: Change) -> None:
    announce(change)
    if is_shared():
        notify.send(change.channels)


class Watcher:
    """Notices commits of other processes: by SQLite's data_version every `interval` seconds, or by LISTEN.

    With data_version what this process announced itself is noticed once more: screens that refresh twice are right,
    screens that missed something are not. What was missed while a server was away is "anything" when it is back.
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
        look, missed = self._listen if is_shared() else self._compare, False
        while not self._stopping.is_set():
            try:
                with explained():
                    look(missed)
            except Exception as error:
                # Of a database that is out of reach, whoever reads from it now tells the person.
                if not isinstance(error, Problem):
                    troubles.survive(error, "What others changed was not noticed.")
                self._stopping.wait(max(self._interval, 0.25))
                missed = self._announce_once(missed)

    def _announce_once(self, missed: bool) -> bool:
        """Say that anything may have changed, unless that was said already; True."""
        if not missed:
            try:
                announce(Change(None))
            except Exception as error:  # of who hears it
                troubles.survive(error, "What others changed was not noticed.")
        return True

    def _compare(self, _missed: bool) -> None:
        with connection():
            seen = read_value("PRAGMA data_version")
            while not self._stopping.wait(self._interval):
                version = read_value("PRAGMA data_version")
                if version != seen:
                    seen = version
                    announce(Change(None))

    def _listen(self, missed: bool) -> None:
        with closing(database.obj.connect_anew()) as listening:
            listening.execute(f"LISTEN {notify.CHANNEL}")
            if missed:
                announce(Change(None))
            while not self._stopping.is_set():
                for notification in listening.notifies(timeout=self._interval):
                    channels = notify.read(notification.payload)
                    if channels is None or channels:
                        announce(Change(channels))
