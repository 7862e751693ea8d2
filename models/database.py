"""The one database: opened from a path or a URL; a connection a thread; one writer at a time in this process."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import apsw
from peewee import DatabaseError, InterfaceError
from playhouse.apsw_ext import APSWDatabase

from models.migrate import upgrade
from models.problems import Problem, Unavailable
from models.tables import database

SQLITE_MAGIC = b"SQLite format 3\0"
BUSY_SECONDS = 8.0
PRAGMAS = {"journal_mode": "wal", "synchronous": "full", "foreign_keys": 1, "journal_size_limit": 64 << 20}


class SqliteFile(APSWDatabase):
    """SQLite through APSW, so that the SQLite is the same on every desk."""

    def _add_conn_hooks(self, conn: apsw.Connection) -> None:
        # The migration runner stores its datetimes as they are; APSW binds only what SQLite has.
        conn.convert_binding = lambda _cursor, _number, value: str(value)
        super()._add_conn_hooks(conn)  # type: ignore[no-untyped-call]


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
    _prepare_file(path)
    database.initialize(_sqlite(path))
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
def explained() -> Iterator[None]:
    """Turns errors of the database that a person can cure into Problem or Unavailable."""
    try:
        yield
    except (DatabaseError, InterfaceError, apsw.Error, OSError) as error:
        problem = explain(error)
        if problem is None:
            raise
        raise problem from error


def explain(error: BaseException) -> Problem | None:
    """The Problem behind an error of the database, or None if it is a mistake of this program."""
    cause = error.__cause__ or error.__context__ or error
    kind = type(cause if isinstance(cause, apsw.Error) else error)
    if kind in (apsw.NotADBError, apsw.CorruptError):
        return Problem(
            "The database file is damaged.",
            "Restore the last backup, or move the file away to start with an empty one. It was left as it is.",
        )
    if kind is apsw.ReadOnlyError or isinstance(error, PermissionError):
        return Problem(
            "The database cannot be written.",
            "Give this account the right to write the file and its folder, then try again.",
        )
    if kind is apsw.CantOpenError:
        return Problem(
            "The database cannot be opened.",
            "Check that its folder is there and that this account may use it.",
        )
    if kind is apsw.FullError:
        return Unavailable("The disk of the database is full.", "Free some space; nothing stored is lost.")
    if kind is apsw.IOError:
        return Unavailable("The disk of the database does not answer.", "Check the disk, then try again.")
    if kind in (apsw.BusyError, apsw.LockedError):
        return Unavailable("The database is in use by another program.", "Try again in a moment.")
    return None


def execute(text: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """Run prepared SQL text, written with ?, on this thread's connection; all of its rows."""
    if database.param != "?":
        text = text.replace("?", database.param)
    return list(database.execute_sql(text, params))


def _prepare_file(path: Path) -> None:
    """Make the folder and the file for this account alone; refuse what is not a database of ours, unchanged."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Made here, because SQLite would make it readable for all; -wal and -shm take over its rights.
        os.close(os.open(path, os.O_CREAT | os.O_RDONLY, 0o600))
        with path.open("rb") as file:
            start = file.read(len(SQLITE_MAGIC))
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise Problem(
            f"The database {path} cannot be opened: {reason}.",
            "Check that this account may use its folder, or choose another file.",
        ) from error
    if start and start != SQLITE_MAGIC:
        raise Problem(
            f"{path.name} is not a database, or it is damaged.",
            "Open another file, or restore the last backup. The file was left as it is.",
        )
    if start:
        _refuse_foreign(path)


def _refuse_foreign(path: Path) -> None:
    """Look into the file without a right to change it: switching it to WAL would already be a change."""
    with explained():
        looking = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
        try:
            tables = {row[0] for row in looking.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        finally:
            looking.close()
    if tables and "schema_migration" not in tables:
        raise Problem(f"{path.name} belongs to another program.", "Open another file. This one was left as it is.")


def _sqlite(path: Path) -> SqliteFile:
    options = {"pragmas": PRAGMAS, "timeout": BUSY_SECONDS, "lock_type": "immediate"}
    return SqliteFile(str(path), **options)  # type: ignore[no-untyped-call]
