"""Write transactions, readings of one moment, and works that one process at a time does."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from time import monotonic
from typing import Any

from models.database.connections import connection, is_shared
from models.database.errors import explained
from models.database.sql import execute, read_value
from models.database.tables import database
from models.problems import Problem

# The first number of the advisory locks of this program; with 1 as the second number it is the lock of the writers.
TURNS = 4665
LONGEST_READ = 60.0  # seconds


class FairLock:
    """A lock whose waiters get their turn before its last holder gets it again.

    Without the turnstile a writer that never rests would take the lock again at once, and starve the screens.
    """

    def __init__(self) -> None:
        self._turnstile = threading.Lock()
        self._lock = threading.Lock()

    def __enter__(self) -> None:
        with self._turnstile:
            self._lock.acquire()

    def __exit__(self, *_: object) -> None:
        self._lock.release()

    def is_wanted(self) -> bool:
        """Whether somebody is waiting."""
        return self._turnstile.locked()


_writers = FairLock()
_thread = threading.local()


@contextmanager
def writing(*, beside: bool = False, channel_id: int | None = None) -> Iterator[None]:
    """One write transaction of this thread, with everything inside committed or nothing; may be nested.

    Nobody else writes meanwhile, not even on a server, unless both say `beside`. That is for work on a single row, or
    on one channel: then give its `channel_id`, and of those who say `beside` only one writes in that channel.
    """
    if database.in_transaction():
        yield
        return
    how = database.obj.BESIDE if beside else database.obj.ALONE
    if beside and channel_id is not None and is_shared():
        how += f"; SELECT FROM channels WHERE id = {channel_id:d} FOR NO KEY UPDATE"
    _thread.beside = beside
    with nullcontext() if is_shared() else _writers, connection(), explained():
        with database.atomic(how):
            database.obj.hold_same()
            yield
        # Once more: a file that was replaced meanwhile has taken this along, and nobody may be told that it is stored.
        database.obj.hold_same()


def writes_alone() -> bool:
    """Whether nobody else writes during the write transaction that this thread is in."""
    return not is_shared() or not _thread.beside


class Moment:
    """What reading() sees: the database at one moment. `renewals` counts how often it went on to a later one."""

    def __init__(self, transaction: Any) -> None:
        self._transaction = transaction
        self._since = monotonic()
        self.renewals = 0

    def go_on(self) -> None:
        """Go on to the moment of now when this one is older than LONGEST_READ; no query may be under way."""
        if monotonic() - self._since >= LONGEST_READ:
            self._transaction.commit()
            self._since = monotonic()
            self.renewals += 1


@contextmanager
def reading() -> Iterator[Moment]:
    """Everything inside sees the database as it was at its first query; nobody waits for it.

    Meanwhile the write-ahead log of a file grows by all that is written. So whoever reads for long calls go_on().
    """
    with connection(), explained(), database.atomic(database.obj.READING) as transaction:
        yield Moment(transaction)


@contextmanager
def turn(work: int) -> Iterator[bool]:
    """On a server, whether this process may do the work with this number, which only one process at a time may do.

    The turn lasts until the end of the block, or until the connection is lost. On a file it is always one's turn.
    """
    with connection():
        if not is_shared():
            yield True
            return
        is_mine = read_value(f"SELECT pg_try_advisory_lock({TURNS}, {work:d})")
        try:
            yield is_mine
        finally:
            if is_mine:
                with suppress(Problem), explained():
                    execute(f"SELECT pg_advisory_unlock({TURNS}, {work:d})")
