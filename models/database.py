"""The one database: opened from a path or a URL; a connection a thread; writers that do not disturb each other."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from peewee import Database

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


# The first number of the advisory locks of this program; 1 behind it is the one lock of the writers.
TURNS = 4665

_writers = FairLock()
_thread = threading.local()


def open_database(url_or_path: str | Path) -> None:
    """Point the program at a database, make it if it is not there, and bring its tables up to date.

    Raises Problem when it cannot be used; the file is then as it was.
    """
    database.initialize(opened(str(url_or_path)))
    try:
        with connection():
            upgrade(database.obj)
    except Problem:
        close_database()
        raise


def close_database() -> None:
    """Close this thread's connection; those of other threads go with their threads."""
    _thread.keeps = False
    if not database.is_closed():
        database.close()
    if is_shared():
        database.obj.end_idle()


def try_out(url: str) -> str:
    """Look whether a database can be reached and used, and change nothing on a server; its label. Raises Problem."""
    found: Any = opened(url)
    return str(found.label())


def identity(url_or_path: str) -> str:
    """What a database is told from others by: its file, or its address without the password. Raises Problem."""
    if not is_server(url_or_path):
        return str(_file(url_or_path).resolve())
    try:
        parts = urlsplit(url_or_path)
    except ValueError:
        raise Problem("The address of the database cannot be read.", "Check the brackets around its host.") from None
    user, _, hosts = parts.netloc.rpartition("@")
    given = [(name, value) for name, value in parse_qsl(parts.query) if "password" not in name]
    return f"postgresql://{user.partition(':')[0]}@{hosts}{parts.path}?{urlencode(sorted(given))}"


def is_shared() -> bool:
    """Whether the database is a server, which lets several writers in at once and tells of what they do."""
    return bool(database.for_update)


def label() -> str:
    """What the status bar calls this database: "SQLite: desk.db", "PostgreSQL: desk on db.example"."""
    return str(database.obj.label())


def opened(url: str) -> Database:
    """The database that an address names, looked at but not used yet; raises Problem."""
    if not is_server(url):
        if "://" in url and not url.startswith("sqlite:///"):
            raise Problem(
                "This kind of database is not supported.", "Give the path of a file, or a URL with postgresql://."
            )
        return open_file(_file(url).absolute())
    try:
        from models.postgres import open_server
    except ImportError:
        raise Problem(
            "This Hookdesk was installed without PostgreSQL.", 'Install it with: pip install "hookdesk[postgres]".'
        ) from None
    return open_server(url)


def is_server(url: str) -> bool:
    """Whether an address names a database of a server, not a file."""
    return url.startswith(("postgresql://", "postgres://"))


def _file(url_or_path: str) -> Path:
    return Path(url_or_path.removeprefix("sqlite:///")).expanduser()


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


@contextmanager
def writing(*, beside: bool = False, channel_id: int | None = None) -> Iterator[None]:
    """One write transaction of this thread, with everything inside committed or nothing; may be nested.

    On a server too nobody else writes meanwhile, unless both say `beside`: for what touches a single row, or one
    channel, `channel_id`, in which then nobody else who does writes.
    """
    if database.in_transaction():
        yield
        return
    how = database.obj.BESIDE if beside else database.obj.ALONE
    if beside and channel_id is not None and is_shared():
        how += f"; SELECT FROM channels WHERE id = {channel_id:d} FOR NO KEY UPDATE"
    _thread.beside = beside
    with nullcontext() if is_shared() else _writers, connection(), explained(), database.atomic(how):
        yield


def writes_alone() -> bool:
    """Whether nobody else writes during the write transaction that this thread is in."""
    return not is_shared() or not _thread.beside


@contextmanager
def reading() -> Iterator[None]:
    """Everything inside sees the database as it was at its first query; nobody waits for it."""
    with connection(), explained(), database.atomic(database.obj.READING):
        yield


@contextmanager
def turn(work: int) -> Iterator[bool]:
    """On a server, whether this process may do a work, of a number of its own, that only one at a time may do.

    The turn lasts until the end of the block, or until the connection is lost. On a file it is always one's turn.
    """
    with connection():
        if not is_shared():
            yield True
            return
        is_mine = execute(f"SELECT pg_try_advisory_lock({TURNS}, {work:d})")[0][0]
        try:
            yield is_mine
        finally:
            if is_mine:
                with suppress(Problem), explained():
                    execute(f"SELECT pg_advisory_unlock({TURNS}, {work:d})")


def execute(text: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """Run prepared SQL text, written with ?, on this thread's connection; all of its rows."""
    if database.param == "?":
        return list(database.execute_sql(text, params))
    cursor = database.execute_sql(_with_percent_marks(text), params)
    return [] if cursor.description is None else cursor.fetchall()


@lru_cache(maxsize=1024)
def _with_percent_marks(text: str) -> str:
    """Parameters as psycopg wants them; no text of ours has a ? that is none."""
    return text.replace("%", "%%").replace("?", "%s")


def change(text: str, params: Sequence[Any] = ()) -> int:
    """Run prepared SQL text that updates or deletes; how many rows that were."""
    text = text if database.param == "?" else _with_percent_marks(text)
    return int(database.rows_affected(database.execute_sql(text, params)))


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
