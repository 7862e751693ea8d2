"""Restoring: a backup is looked into, and takes the place of the database; what was there is kept aside."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

import apsw

from models.database.backup_files import sync_folder
from models.database.errors import damaged, explained
from models.database.files import aside, standing
from models.database.migrate import known_steps, refuse_newer
from models.database.sqlite_file import looking, make_file
from models.database.tables import from_stored_or_none
from models.files.folder_store import FolderStore
from models.files.store import Store
from models.problems import Problem
from models.upkeep import file_backups

# What SQLite locks of a file whose database somebody has open (its os.h: PENDING_BYTE and what follows it).
_LOCKS, _LOCKED_BYTES = 0x40000000, 512
_PAGES = 2000  # that are copied from one progress to the next

Progress = Callable[[int, int], object]
"""Is told how many pages of how many are copied."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file holds: how much, and when its last delivery or message came, in aware UTC; `size` is in bytes.

    `is_older`: this program upgrades it when it opens it.
    """

    path: Path
    size: int
    last_at: datetime | None
    channels: int
    messages: int
    cases: int
    is_older: bool


@dataclass(frozen=True, slots=True)
class Restored:
    """What took the place of the database, and the folder where what was there before is.

    `missing` kept files are named by the backup, did not come along with it, and are not here either.
    """

    contents: Contents
    aside: Path | None
    missing: int


def look_into(file: Path) -> Contents:
    """What a backup holds. Raises Problem when it is no sound database that this program can open."""
    try:
        if standing.has_own_log(file) is None:
            raise Problem("There is no backup {path}.", "List them with: hookdeskctl database backups", path=file)
        with explained(file), _reading(file) as found:
            return _contents(file, found)
    except OSError as error:
        raise standing.unusable(file, error) from error


def restore(file: Path, path: Path, now: datetime, store: Store, progressed: Progress = lambda *_: None) -> Restored:
    """Put a copy of a backup in the place of the database at `path`, which nobody may have open. Raises Problem.

    Its files are brought into the store first. Whoever is killed in the middle leaves the one or the other.
    """
    contents = look_into(file)
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _finish(path)
        with _alone(path):
            _copy(file, draft, progressed)
            kept = _keep_aside(path, now, store)
            missing = _bring_files(file, draft, store)
            draft.replace(path)
            sync_folder(path.parent)
    except OSError as error:
        raise standing.unusable(path, error) from error
    finally:
        draft.unlink(missing_ok=True)
    return Restored(contents, kept, missing)


def begin_anew(path: Path, now: datetime, store: Store) -> Path | None:
    """Make an empty database at a path; the folder where what was there is kept, if anything was. Raises Problem."""
    try:
        _finish(path)
        with _alone(path):
            kept = _keep_aside(path, now, store)
            path.unlink(missing_ok=True)
        make_file(path)
    except OSError as error:
        raise standing.unusable(path, error) from error
    return kept


def _keep_aside(path: Path, now: datetime, store: Store) -> Path | None:
    """Keep what is there, with its files: those that the next database does not name would go."""
    kept = aside.keep(path, now)
    if kept is not None and isinstance(store, FolderStore):
        file_backups.carry(store.hashes(), store, file_backups.beside(kept / path.name))
    return kept


def _bring_files(file: Path, draft: Path, store: Store) -> int:
    """Bring what a backup's copy names from beside the backup into the store; how many are in neither."""
    if not isinstance(store, FolderStore):
        return 0
    with explained(), looking(draft) as found:
        named = list(file_backups.hashes(found))
    return file_backups.carry(named, file_backups.beside(file), store)


def _contents(file: Path, found: apsw.Connection) -> Contents:
    faults = [str(row[0]) for row in found.execute("PRAGMA quick_check(1)")]
    if faults != ["ok"]:
        raise damaged(file)
    tables = {str(row[0]) for row in found.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables.issuperset(("schema_migration", "channels", "messages", "cases", "deliveries")):
        raise Problem("{name} is no desk.", "Name a backup that Hookdesk has made.", name=file.name)
    applied = {str(row[0]) for row in found.execute("SELECT name FROM schema_migration")}
    refuse_newer(applied)
    last = found.execute(
        "SELECT MAX(at) FROM (SELECT MAX(received_at) AS at FROM messages"
        " UNION ALL SELECT MAX(received_at) FROM deliveries)"
    ).get
    channels, messages, cases = (
        int(str(found.execute(f"SELECT COUNT(*) FROM {table}").get)) for table in ("channels", "messages", "cases")
    )
    is_older = applied != known_steps()
    return Contents(file, file.stat().st_size, from_stored_or_none(last), channels, messages, cases, is_older)


@contextmanager
def _reading(file: Path) -> Iterator[apsw.Connection]:
    """A connection that changes nothing, and takes no -wal for the file's own that is not."""
    if standing.has_own_log(file):
        with looking(file, apsw.SQLITE_OPEN_READONLY) as found:
            yield found
        return
    found = apsw.Connection(
        f"file:{quote(str(file))}?immutable=1", flags=apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
    )
    try:
        yield found
    finally:
        found.close()


def _copy(file: Path, draft: Path, progressed: Progress) -> None:
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with explained(), _reading(file) as source, looking(draft) as target:
        with target.backup("main", source, "main") as copying:
            while not copying.step(_PAGES):
                progressed(copying.page_count - copying.remaining, copying.page_count)
        target.execute("PRAGMA journal_mode = delete")


def _finish(path: Path) -> None:
    """Bring what stands in the log of a database that is sound into the file; leave what is not as it is."""
    try:
        if not standing.is_there(path, make=True):
            return
        with looking(path) as file:
            file.execute("PRAGMA journal_mode = delete")
    except apsw.BusyError as error:
        raise _in_use() from error
    except (Problem, apsw.Error):  # damaged, or another program's: it is kept as it is
        return


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Hold the locks of a file while it is replaced. Raises Problem where somebody has it open."""
    if sys.platform == "win32" or not path.exists():  # there the file cannot be replaced while it is open
        yield
        return
    import fcntl

    with path.open("rb+") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, _LOCKED_BYTES, _LOCKS)
        except OSError as error:
            raise _in_use() from error
        yield


def _in_use() -> Problem:
    return Problem(
        "The database is in use.",
        "Close the window and stop every hookdeskctl that uses it, then try again. Nothing was changed.",
    )
