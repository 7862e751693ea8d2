"""The one database: opened from a path or a URL; a connection a thread; one writer at a time in this process."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from models.database_errors import explained
from models.migrate import upgrade
from models.problems import Problem
from models.sqlite_file import open_file
from models.tables import database


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


def open_database(url_or_path: str | Path) -> None:
    """Point the program at a database, make it if it is not there, and bring its tables up to date.

    Raises Problem when it cannot be used; the file is then as it was.
    """
    path = Path(str(url_or_path).removeprefix("sqlite:///")).expanduser().absolute()
    if "://" in str(url_or_path) and not str(url_or_path).startswith("sqlite:///"):
        raise Problem("This kind of database is not supported.", "Give the path of a file, or sqlite:/// and the path.")
    database.initialize(open_file(path))
    try:
        with connection():
            upgrade(database.obj)
    except Problem:
        close_database()
        raise


def close_database() -> None:
    """Close this thread's connection; those of other threads go with their threads."""
    if not database.is_closed():
        database.close()


def label() -> str:
    """What the status bar calls this database, such as "SQLite: desk.db"."""
    return f"SQLite: {Path(database.obj.database).name}"


@contextmanager
def connection() -> Iterator[None]:
    """This thread's connection, open inside; may be nested. Database errors leave it as Problem."""
    if not database.is_closed():
        yield
        return
    with explained():
        database.connect()
        try:
            yield
        finally:
            database.close()


def keep_connection() -> None:
    """Open this thread's connection and leave it open until the thread ends: for threads that serve requests."""
    if database.is_closed():
        with explained():
            database.connect()


@contextmanager
def writing() -> Iterator[None]:
    """One write transaction of this thread, with everything inside committed or nothing; may be nested."""
    if database.in_transaction():
        yield
        return
    with _writers, connection(), explained(), database.atomic():
        yield


@contextmanager
def reading() -> Iterator[None]:
    """Everything inside sees the database as it was at its first query; nobody waits for it."""
    with connection(), explained(), database.atomic("DEFERRED"):
        yield


def execute(text: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """Run prepared SQL text, written with ?, on this thread's connection; all of its rows."""
    if database.param != "?":
        text = text.replace("?", database.param)
    return list(database.execute_sql(text, params))


def change(text: str, params: Sequence[Any] = ()) -> int:
    """Run prepared SQL text that updates or deletes; how many rows that were."""
    return int(database.rows_affected(database.execute_sql(text.replace("?", database.param), params)))


def insert_rows(text: str, rows: Sequence[Sequence[Any]]) -> None:
    """Insert rows of one length by one statement; `text` is that statement up to its VALUES.

    Each statement lets go of the interpreter and has to get it back from busy threads: that is what costs.
    """
    if rows:
        execute(_with_values(text, len(rows), len(rows[0])), [value for row in rows for value in row])


@lru_cache(maxsize=256)
def _with_values(text: str, rows: int, columns: int) -> str:
    row = f"({', '.join('?' * columns)})"
    return f"{text} VALUES {', '.join([row] * rows)}"
