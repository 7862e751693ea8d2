"""A connection a thread, open while it is needed, or kept."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from models.database.errors import explained
from models.database.tables import database

_thread = threading.local()


def close_database() -> None:
    """Close this thread's connection; those of other threads go with their threads."""
    _thread.keeps = False
    if not database.is_closed():
        database.close()
    if is_shared():
        database.obj.end_idle()


@contextmanager
def connection() -> Iterator[None]:
    """This thread's connection, open inside; may be nested. Database errors leave it as Problem."""
    keeps = getattr(_thread, "keeps", False)
    if not keeps and not database.is_closed():
        yield
        return
    with explained():
        if database.is_closed():
            database.connect()
        try:
            yield
        finally:
            if not keeps:
                database.close()


def keep_connection() -> None:
    """Open this thread's connection and leave it open until close_database(): for threads that serve requests.

    One that breaks is opened anew when it is needed.
    """
    _thread.keeps = True
    if database.is_closed():
        with explained():
            database.connect()


def is_shared() -> bool:
    """Whether the database is a server, which lets several writers in at once and tells of what they do."""
    return bool(database.for_update)


def hold_room(number: int) -> None:
    """Raise Problem when this process cannot have so many connections at a time; a file gives any number."""
    if is_shared():
        database.obj.hold_room(number)


def label() -> str:
    """What the status bar calls this database: "SQLite: desk.db", "PostgreSQL: desk on db.example"."""
    return str(database.obj.label())


def hold_same_file() -> None:
    """Raise Replaced when the file of the open database is another one than when it was opened."""
    database.obj.hold_same()
