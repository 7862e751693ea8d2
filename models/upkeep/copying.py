"""Moves an SQLite database to a PostgreSQL server: every row with its id, all or nothing, compared before it counts.

The source is only read, as it was when the copy began; the target must be empty. What is copied is one transaction
there, so a copy that was stopped or failed leaves an empty database, and may be begun again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from peewee import AutoField, BigAutoField, BooleanField, CharField, Field, TextField

from models.database import is_shared, opened, read_value, reading
from models.database.errors import explained
from models.database.migrate import upgrade
from models.database.tables import TABLES, Table, database
from models.database_address import is_server
from models.files.store import Store
from models.messages import words
from models.problems import Problem
from models.upkeep.file_copying import copy_files

if TYPE_CHECKING:
    import psycopg

    from models.database.postgres.server import PostgresServer

# A report of the progress goes out after so many rows.
STEP = 1000
BY_BYTES = ' COLLATE "C"'

Progressed = Callable[[int, int], bool]
"""Gets how many rows are done, and of how many; the copy stops when it answers False."""

# What the search index is made of; it is made anew, because the two databases keep it differently.
MESSAGES = (
    "SELECT id, channel_id, text, report_id, (SELECT GROUP_CONCAT(display_name, CHAR(10)) FROM attachments"
    " WHERE message_id = messages.id) FROM messages"
)
CASES = (
    "SELECT id, NULL, (SELECT GROUP_CONCAT(subject || CHAR(10) || description || CHAR(10) || COALESCE(key, ''),"
    " CHAR(10)) FROM cases AS part WHERE part.id = cases.id OR part.merged_into_id = cases.id) FROM cases"
)
INDEXES = (("message_words", MESSAGES), ("case_words", CASES))


@dataclass(frozen=True, slots=True)
class Copied:
    """How many rows each table has, the same on both sides, and how many kept files were not there to be copied."""

    rows: dict[str, int]
    missing: int


class Differs(Exception):
    """What was read back is not what was written: a mistake of this program."""


class _Stopped(Exception):
    """Somebody did not want to go on."""


def copy_to(url: str, store: Store | None, progressed: Progressed = lambda done, total: True) -> Copied | None:
    """Copy the open SQLite database to an empty one of a server; None when it was stopped.

    The files of `store` are copied into the database; with None they stay in a folder that it will use as well.

    Raises Problem, and Differs where the two differ after the copy.
    """
    if is_shared():
        raise Problem(
            "Only an SQLite database can be copied.", "Copy a PostgreSQL database with pg_dump and pg_restore."
        )
    server = _prepared(url)
    try:
        with explained(), closing(server.connect_anew()) as target, reading():
            return _copy(target, server, store, progressed)
    except _Stopped:
        return None
    finally:
        server.end_idle()


def _prepared(url: str) -> PostgresServer:
    """The target with our tables and nothing in them."""
    if not is_server(url):
        raise Problem("This is not the address of a PostgreSQL database.", "It begins with postgresql://.")
    server = opened(url)
    with explained():
        server.connect()
        try:
            upgrade(server)
        finally:
            server.close()
    return server  # type: ignore[return-value]


def _copy(
    target: psycopg.Connection[Any], server: PostgresServer, store: Store | None, progressed: Progressed
) -> Copied:
    target.execute(server.ALONE)
    _refuse_filled(target)
    rows = {_name(table): int(read_value(f'SELECT COUNT(*) FROM "{_name(table)}"')) for table in TABLES}
    # Each is written and then read again, and messages and cases are made findable.
    progress = _Progress(progressed, 2 * sum(rows.values()) + rows["messages"] + rows["cases"])
    sums = {_name(table): _fill(target, table, progress) for table in TABLES}
    for index, text in INDEXES:
        with _copying(target, index, ("rowid", "words")) as write:
            for number, channel, *texts in progress.through(database.execute_sql(text)):
                write((number, words.vector(_findable(channel, texts))))
    for table in TABLES:
        name = _name(table)
        count, found = _sum(progress.through(_stored(target, table)), table)
        if (count, found) != (rows[name], sums[name]):
            raise Differs(f"{name}: {rows[name]} rows were written and {count} read, or not the same ones")
        _set_sequence(target, table)
    missing = 0 if store is None else copy_files(target, store, progress.end)
    progress.end()
    # The server would do this by itself within a minute; until then it plans for empty tables: seconds a list.
    target.execute(f"ANALYZE {', '.join([*rows, *(index for index, _ in INDEXES)])}")
    target.execute("COMMIT")
    return Copied(rows, missing)


def _refuse_filled(target: psycopg.Connection[Any]) -> None:
    for table in TABLES:
        if _name(table) != "settings" and _rows(target, f'SELECT 1 FROM "{_name(table)}" LIMIT 1'):
            raise Problem(
                "The database that shall be copied to is not empty.", "Make a new one. This one was left as it is."
            )
    target.execute("DELETE FROM settings")


def _fill(target: psycopg.Connection[Any], table: type[Table], progress: _Progress) -> str:
    """Write a table; the checksum of what was written."""
    digest = hashlib.sha256()
    names = ", ".join(f'"{name}"' for name in _columns(table))
    rows = database.execute_sql(f'SELECT {names} FROM "{_name(table)}" ORDER BY {_key(table)}')
    with _copying(target, _name(table), _columns(table)) as write:
        for row in progress.through(rows):
            kept = _kept(table, row)
            digest.update(repr(kept).encode())
            write(kept)
    return digest.hexdigest()


@contextmanager
def _copying(
    target: psycopg.Connection[Any], table: str, columns: Iterable[str]
) -> Iterator[Callable[[tuple[Any, ...]], None]]:
    names = ", ".join(f'"{name}"' for name in columns)
    with target.cursor() as cursor, cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
        yield copy.write_row


def _stored(target: psycopg.Connection[Any], table: type[Table]) -> Iterator[tuple[Any, ...]]:
    """The rows of a table as the target has them now, a batch at a time."""
    names = ", ".join(f'"{name}"' for name in _columns(table))
    with target.cursor(name="stored") as cursor:
        cursor.itersize = STEP
        yield from cursor.execute(f'SELECT {names} FROM "{_name(table)}" ORDER BY {_key(table, BY_BYTES)}')


def _sum(rows: Iterable[tuple[Any, ...]], table: type[Table]) -> tuple[int, str]:
    digest, count = hashlib.sha256(), 0
    for row in rows:
        digest.update(repr(_kept(table, row)).encode())
        count += 1
    return count, digest.hexdigest()


def _set_sequence(target: psycopg.Connection[Any], table: type[Table]) -> None:
    """The next row gets the next number, as it would have in the source."""
    if isinstance(table._meta.primary_key, AutoField | BigAutoField):
        name = _name(table)
        text = f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), GREATEST(MAX(id), 1), MAX(id) > 0) FROM {name}"
        target.execute(text)


def _kept(table: type[Table], row: Iterable[Any]) -> tuple[Any, ...]:
    """A row as both databases can keep it, with the same Python values from either."""
    return tuple(
        None if value is None else _value(field, value)
        for field, value in zip(table._meta.sorted_fields, row, strict=True)
    )


def _value(field: Field, value: Any) -> Any:
    if isinstance(field, BooleanField):
        return bool(value)
    if isinstance(field, CharField):  # the first versions kept a sender's words at any length
        return value.replace("\0", "\ufffd")[: field.max_length]
    if isinstance(field, TextField):
        return value.replace("\0", "\ufffd")
    return bytes(value) if isinstance(value, memoryview) else value


def _findable(channel: int | None, texts: list[str | None]) -> str:
    return words.of(*texts) if channel is None else f"{words.of_channel(channel)}\n{words.of_message(*texts)}"


def _name(table: type[Table]) -> str:
    return str(table._meta.table_name)


def _columns(table: type[Table]) -> list[str]:
    return [field.column_name for field in table._meta.sorted_fields]


def _key(table: type[Table], collation: str = "") -> str:
    """The order of a table's rows: texts by their bytes, which both databases can."""
    return ", ".join(
        f'"{key.column_name}"{collation if isinstance(key, CharField) else ""}'
        for key in table._meta.get_primary_keys()
    )


def _rows(target: psycopg.Connection[Any], text: str) -> list[tuple[Any, ...]]:
    return target.execute(text).fetchall()


class _Progress:
    """Counts rows over all steps, and stops when it is told to."""

    def __init__(self, progressed: Progressed, total: int) -> None:
        self._progressed = progressed
        self._total = total
        self._done = 0

    def through(self, rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
        """The rows, counted as they pass."""
        for row in rows:
            if self._done % STEP == 0:
                self.end()
            self._done += 1
            yield row

    def end(self) -> None:
        """Tell how far it is; raises _Stopped."""
        if not self._progressed(self._done, self._total):
            raise _Stopped
