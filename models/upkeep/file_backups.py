"""Kept files in backups: a store beside the backups has each content that one of them names, once for all of them.

Where the file system can, a content there is another name of the same file, and takes no space of its own.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

import apsw

from models.database import backup_folder, backups, connection, execute
from models.database.backup_files import Backup, Stop, Stopped, open_database_file
from models.database.errors import explained
from models.files.folder_store import FolderStore
from models.files.store import FOLDER, Store
from models.problems import Unavailable

logger = logging.getLogger(__name__)


def run(now: datetime, store: Store, stop: Stop = lambda: False, *, kept: int = backups.KEPT) -> Backup:
    """Make a backup with the files that it names, and remove those that are too many. As backups.run().

    Where the files cannot come along, the Problem is raised after the database was backed up.
    """
    there = store if isinstance(store, FolderStore) and backups.is_possible() else None
    if there is not None:  # before as well: what is deleted while the database is copied is in the copy
        with connection():
            known = [str(row[0]) for row in execute("SELECT hash FROM files")]
        with suppress(Unavailable):  # which is told below, when the database is safe
            _carry_to_backups(known, there, stop)
    made = backups.run(now, stop, kept=kept)
    if there is not None:
        missing = _carry_to_backups(list(_hashes_at(made.path)), there, stop)
        if missing:
            logger.warning("%d files that the backup names are missing.", missing)
        _sweep(made.path.parent)
    return made


def beside(file: Path) -> FolderStore:
    """The files that came along with a backup, or with what was put aside; it may have none."""
    return FolderStore(file.parent / FOLDER)


def carry(hashes: Iterable[str], source: FolderStore, target: FolderStore, stop: Stop = lambda: False) -> int:
    """Have contents in another store as well; how many the source does not have. Raises OSError, and Stopped."""
    missing = 0
    for hash in hashes:
        if stop():
            raise Stopped
        missing += not target.adopt(hash, source)
    return missing


def hashes(found: apsw.Connection) -> Iterator[str]:
    """The contents that a database names; one of an older version names none."""
    if found.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'files'").get:
        for row in found.execute("SELECT hash FROM files"):
            yield str(row[0])


def _carry_to_backups(known: list[str], store: FolderStore, stop: Stop) -> int:
    path = open_database_file()
    assert path is not None, "what is kept by a server is not backed up here"
    try:
        return carry(known, store, FolderStore(backup_folder.of(path) / FOLDER), stop) if known else 0
    except OSError as error:
        raise Unavailable(
            "The kept files could not be backed up: {why}.",
            "Free some space, or look at the folder of the backups.",
            why=error.strerror or str(error),
        ) from error


def _hashes_at(path: Path) -> list[str]:
    with explained(path), closing(apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)) as found:
        return list(hashes(found))


def _sweep(folder: Path) -> None:
    """Delete the contents that no backup names any more; none when a backup cannot be read."""
    store = FolderStore(folder / FOLDER)
    if not store.folder.exists():
        return
    try:
        named = {hash for file in folder.glob("*.db") for hash in _hashes_at(file)}
    except Exception as error:  # somebody else's file, or a damaged one: what it names is not known
        logger.warning("Files of older backups stay: %s", error)
        return
    for hash in store.hashes():
        if hash not in named:
            store.remove(0, hash)
