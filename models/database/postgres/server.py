"""A PostgreSQL server as the database, through psycopg.

A thread has a connection of its own while it needs one; what it gives back is kept for the next thread for a while.
"""

from __future__ import annotations

import threading
import weakref
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import psycopg
from peewee import OperationalError, PostgresqlDatabase
from psycopg.conninfo import conninfo_to_dict
from psycopg.types.numeric import Int8Dumper

from models.database.errors import explained
from models.database.postgres.address import conninfo
from models.database.postgres.idle import close_all, has_gone, is_idle
from models.database.watchdog import Watchdog
from models.problems import Problem

MOST_IDLE = 4
# Whoever waits for a post gives up after ten; the server itself ends what a post does after eight.
SILENT_SECONDS = 9.0
ROOM_SECONDS = 3.0
# One lock of the whole database: who has to write alone holds it alone, the recorders share it.
LOCK = "4665, 1"
# Answered means on disk, whatever the server's own setting is. A desk that has stopped in the middle of a
# transaction, such as a sleeping laptop, must not hold up the others.
SESSION = (
    "SET client_min_messages = warning; SET client_encoding = 'UTF8';"
    " SELECT set_config('lock_timeout', '8s', FALSE) WHERE current_setting('lock_timeout') = '0';"
    " SELECT set_config('idle_in_transaction_session_timeout', '60s', FALSE)"
    " WHERE current_setting('idle_in_transaction_session_timeout') = '0';"
    " SELECT set_config('synchronous_commit', 'on', FALSE) WHERE current_setting('synchronous_commit') = 'off'"
)


class PostgresServer(PostgresqlDatabase):
    """A database of a server; `database` is how to reach it, with the password: it goes into no text."""

    ALONE = f"BEGIN; SELECT pg_advisory_xact_lock({LOCK})"
    BESIDE = f"BEGIN; SET LOCAL statement_timeout = '8s'; SELECT pg_advisory_xact_lock_shared({LOCK})"
    READING = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"

    # As many digits and as many rows as SQLite keeps.
    field_types = {**PostgresqlDatabase.field_types, "FLOAT": "DOUBLE PRECISION", "AUTO": "BIGSERIAL"}  # noqa: RUF012 (Peewee's name)

    _state: Any

    def __init__(self, url: str) -> None:
        self._idle: list[psycopg.Connection[Any]] = []
        self._idle_guard = threading.Lock()
        # A thread that ends after the desk was closed gives its connection back to a server that nobody has any more.
        weakref.finalize(self, close_all, self._idle)
        # What the server itself would have ended by then needs no second look; and it does not wait for that of others.
        self._limited = Watchdog(lambda: False)
        self._unlimited = Watchdog(self._answers)
        self._away = False
        self._trying = threading.Lock()
        super().__init__(conninfo(url), prefer_psycopg3=True)

    def hold_same(self) -> None:
        """Do nothing: a server looks after its own files."""

    def label(self) -> str:
        """Such as "PostgreSQL: desk on db.example"."""
        parts = conninfo_to_dict(self.database)
        host = str(parts.get("host") or "this computer")
        return f"PostgreSQL: {parts.get('dbname')} on {'this computer' if host.startswith('/') else host}"

    def connect(self, reuse_if_open: bool = False) -> Any:
        """Give this thread a connection. While the server is away one thread tries, and the others do not wait for it:
        Peewee lets one at a time connect, and each would find out the same after seconds."""
        tries = self._away
        if tries and not self._trying.acquire(blocking=False):
            raise psycopg.OperationalError("the server did not answer, and is being tried")
        try:
            made = super().connect(reuse_if_open)
        except (psycopg.OperationalError, OperationalError):
            self._away = True
            raise
        finally:
            if tries:
                self._trying.release()
        self._away = False
        return made

    def begin(self, how: str | None = None) -> None:
        """Begin a transaction: ALONE, BESIDE others, READING, or plainly."""
        self._state.limited = how is not None and how.startswith(self.BESIDE)
        try:
            self.execute_sql(how or "BEGIN", None)
        except Exception:
            # BEGIN may have worked, and only the lock behind it not.
            self.rollback()
            raise

    def execute_sql(self, sql: str, params: Any = None) -> Any:
        """Run SQL on this thread's connection; one on which nothing is answered is ended (models.database.watchdog)."""
        conn = self.connection()  # type: ignore[no-untyped-call]
        watchdog = self._limited if getattr(self._state, "limited", False) else self._unlimited
        with watchdog.over(conn, SILENT_SECONDS):
            return super().execute_sql(sql, params)  # type: ignore[no-untyped-call]

    def commit(self) -> None:
        """Keep a transaction. Raises psycopg.Error, and then it may have been kept all the same."""
        conn = self._state.conn
        with self._limited.over(conn, SILENT_SECONDS):
            conn.execute("COMMIT")
        self._state.limited = False

    def rollback(self) -> None:
        """Take a transaction back; of a connection that has gone the server does it."""
        conn, self._state.limited = self._state.conn, False
        with suppress(psycopg.OperationalError), self._limited.over(conn, SILENT_SECONDS):
            conn.execute("ROLLBACK")

    def is_closed(self) -> bool:
        """Whether this thread has no connection; one that has broken while it was idle counts as none."""
        state = self._state
        if not state.closed and not state.transactions and has_gone(state.conn):
            state.conn.close()
            state.reset()
        return bool(state.closed)

    def end_idle(self) -> None:
        """Close the connections that no thread has at the moment."""
        with self._idle_guard:
            close_all(self._idle)

    def hold_room(self, number: int) -> None:
        """Raise Problem unless the server, or what pools its connections, gives so many at a time, each a session."""
        made: list[psycopg.Connection[Any]] = []
        try:
            for _ in range(number):
                made.append(self.connect_anew(ROOM_SECONDS))
                _refuse_shared(made)
        except psycopg.OperationalError as error:
            if not made:
                with explained():
                    raise
            raise Problem(
                "The database server gives {given} connections, and {needed} are needed.",
                "Raise the pool size of PgBouncer (default_pool_size), or the server's max_connections.",
                given=len(made),
                needed=number,
            ) from error
        finally:
            for conn in made:
                conn.close()

    def connect_anew(self, patience: float = SILENT_SECONDS) -> psycopg.Connection[Any]:
        """A new connection, for a thread that listens. Raises psycopg.Error; the caller closes it.

        `patience` is how many seconds it may take to be of use after the server has let it in.
        """
        made = psycopg.connect(self.database, autocommit=True)
        try:
            with self._limited.over(made, patience):
                made.execute(SESSION)
        except BaseException:
            made.close()
            raise
        # One size of integers is one prepared statement, whatever the number.
        made.adapters.register_dumper(int, Int8Dumper)
        return made

    def _connect(self) -> psycopg.Connection[Any]:
        while True:
            with self._idle_guard:
                kept = self._idle.pop() if self._idle else None
            if kept is None:
                return self.connect_anew()
            if not has_gone(kept):
                return kept
            kept.close()

    def _answers(self) -> bool:
        """Whether the server lets anybody in now."""
        try:
            psycopg.connect(self.database, autocommit=True).close()
        except psycopg.Error:
            self._away = True
            return False
        return True

    def _close(self, conn: psycopg.Connection[Any]) -> None:
        with self._idle_guard:
            if not has_gone(conn) and is_idle(conn) and len(self._idle) < MOST_IDLE:
                self._idle.append(conn)
                return
        conn.close()


def _refuse_shared(made: Sequence[psycopg.Connection[Any]]) -> None:
    """Raise Problem when two connections that are open have one process of the server between them."""
    if len({conn.execute("SELECT pg_backend_pid()").fetchone() for conn in made[-2:]}) < len(made[-2:]):
        raise Problem(
            "The connections to the database server are shared between transactions.",
            "Let PgBouncer pool sessions (pool_mode = session), or give the address of the server itself.",
        )
