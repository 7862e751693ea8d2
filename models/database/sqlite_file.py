"""An SQLite file as the database: made private, looked at before it is changed, opened through APSW.

One that can only be read is opened all the same: whatever writes there meets ReadOnly.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep

import apsw
from playhouse.apsw_ext import APSWDatabase

from models.database.errors import explained
from models.database.files import read_only, rights, standing
from models.database.files.same_file import OpenedFile
from models.database.migrate import refuse_newer
from models.problems import Problem

BUSY_SECONDS = 8.0
CHECKPOINT_PAGES = 1000  # in the log, as SQLite has it by default
READ_BY_URI = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
PRAGMAS = {"synchronous": "full", "foreign_keys": 1, "journal_size_limit": 64 << 20}


class SqliteFile(APSWDatabase):
    """SQLite through APSW, so that the SQLite is the same on every desk."""

    # How transactions begin: there is one writer, whatever it writes.
    ALONE = BESIDE = "IMMEDIATE"
    READING = "DEFERRED"

    def __init__(self, path: Path) -> None:
        # A connection that made a file, where ours was removed, would throw the left -wal away.
        flags = apsw.SQLITE_OPEN_READWRITE
        options = {"pragmas": PRAGMAS, "timeout": BUSY_SECONDS, "lock_type": "immediate", "flags": flags}
        super().__init__(str(path), **options)  # type: ignore[no-untyped-call]
        self._opened = OpenedFile(path)

    def _connect(self) -> apsw.Connection:
        # Another file at the path has the -wal of ours beside it, and SQLite would write that into it.
        self.hold_same()
        path = Path(self.database)
        if read_only.is_read_only(path):
            file = apsw.Connection(read_only.address(path), flags=READ_BY_URI)
            file.set_busy_timeout(int(BUSY_SECONDS * 1000))
            self._add_conn_hooks(file)
            return file
        rights.give_to_logs(path)
        found: apsw.Connection = super()._connect()  # type: ignore[no-untyped-call]
        found.set_wal_hook(self._checkpoint)
        return found

    def _checkpoint(self, connection: apsw.Connection, name: str, pages: int) -> int:
        """What SQLite does by itself after a commit, but not into another file that was copied over this one.

        That would get the header of ours, and nobody could see any more that it is another.
        """
        if pages >= CHECKPOINT_PAGES and self._opened.is_there():
            with suppress(apsw.Error):  # the next commit tries again
                connection.wal_checkpoint(name, apsw.SQLITE_CHECKPOINT_PASSIVE)
        return apsw.SQLITE_OK

    def _close(self, connection: apsw.Connection) -> None:
        if not self._opened.is_there():
            connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
        connection.close()

    def hold_same(self) -> None:
        """Raise Replaced unless the file is the one that was opened."""
        self._opened.hold()

    def get_binary_type(self) -> type[memoryview]:
        """The type of bytes: Peewee asks Python's own sqlite3 for it, which the installed program does not bring."""
        return memoryview

    def label(self) -> str:
        """Such as "SQLite: desk.db"."""
        return f"SQLite: {Path(self.database).name}"

    def _add_conn_hooks(self, conn: apsw.Connection) -> None:
        # The migration runner stores its datetimes as they are; APSW binds only what SQLite has.
        conn.convert_binding = lambda _cursor, _number, value: str(value)
        super()._add_conn_hooks(conn)  # type: ignore[no-untyped-call]


def open_file(path: Path, *, make: bool = True) -> SqliteFile:
    """The database in a file, which is made if it is not there and `make` says so.

    Raises Problem, and then changes nothing.
    """
    try:
        _prepare_file(path, make=make)
        return SqliteFile(path)
    except OSError as error:
        raise standing.unusable(path, error) from error


def make_file(path: Path) -> None:
    """Make an empty file for this account alone, and have SQLite write its header. Raises Problem and OSError."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Made here, because SQLite would make it readable for all; -wal and -shm take over its rights.
    os.close(os.open(path, os.O_CREAT | os.O_RDONLY, 0o600))
    _make_usable(path, is_new=True)


def _prepare_file(path: Path, *, make: bool) -> None:
    if standing.is_there(path, make=make):
        rights.hold_own(path)
        rights.give_to_logs(path)
        _refuse_foreign(path)
        if not read_only.is_read_only(path):
            _make_usable(path, is_new=False)
    else:
        make_file(path)


def _refuse_foreign(path: Path) -> None:
    """Look into the file without a right to change it: switching it to WAL would already be a change.

    Raises Problem when it is another program's, or was upgraded by a newer version of this one.
    """
    with explained(path):
        tables, applied = _inside(path)
    if tables and "schema_migration" not in tables:
        raise Problem(
            "{name} belongs to another program.", "Open another file. This one was left as it is.", name=path.name
        )
    refuse_newer(applied)


def _inside(path: Path) -> tuple[set[str], list[str]]:
    """The names of its tables, and of the migrations that were applied to it."""
    try:
        return _read_inside(path, apsw.SQLITE_OPEN_READONLY)
    except apsw.ReadOnlyError:
        # Whoever wrote it was killed, and left beside it what takes the half of a write back. SQLite does that before
        # it lets anybody read, and the file is then as it was before that write.
        return _read_inside(path, apsw.SQLITE_OPEN_READWRITE)


def _read_inside(path: Path, flags: int) -> tuple[set[str], list[str]]:
    with looking(path, flags) as file:
        tables = {str(row[0]) for row in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if "schema_migration" not in tables:
            return tables, []
        return tables, [str(row[0]) for row in file.execute("SELECT name FROM schema_migration")]


def _make_usable(path: Path, *, is_new: bool) -> None:
    """Switch the file to WAL, which it stays. SQLite waits for no lock here, so another process is waited for.

    A new file also learns to give space back, which a file can learn later only by being written anew.
    """
    deadline = monotonic() + BUSY_SECONDS
    with explained(path), looking(path) as file:
        if is_new:
            file.execute("PRAGMA auto_vacuum = INCREMENTAL")
        while True:
            try:
                file.execute("PRAGMA journal_mode = wal")
                return
            except apsw.BusyError:
                if monotonic() > deadline:
                    raise
                sleep(0.01)


@contextmanager
def looking(
    path: Path, flags: int = apsw.SQLITE_OPEN_READWRITE, patience: float = BUSY_SECONDS
) -> Iterator[apsw.Connection]:
    """A connection of SQLite's own, for what has to do with the file and not with the tables.

    It waits `patience` seconds for a lock. Where nothing can be written it only reads, whatever the flags say.
    """
    if read_only.is_read_only(path):
        file = apsw.Connection(read_only.address(path), flags=READ_BY_URI)
    else:
        file = apsw.Connection(str(path), flags=flags)
    try:
        file.set_busy_timeout(int(patience * 1000))
        yield file
    finally:
        file.close()
