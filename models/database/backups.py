"""Backups: a copy of the whole database once a day and before an upgrade, made while everybody works on."""

from __future__ import annotations

import logging
import os
import shutil
from datetime import datetime, timedelta
from pathlib import Path

import apsw

from models.database.backup_files import (
    LEFT_BYTES,
    Backup,
    Stop,
    Stopped,
    of,
    open_database_file,
    path_for,
    sync_folder,
)
from models.database.errors import explained
from models.problems import Problem, Unavailable

logger = logging.getLogger(__name__)

DAY = timedelta(days=1)
KEPT = 7
STEP_PAGES = 500  # between two looks at whether it shall stop


def all_backups() -> list[Backup]:
    """The backups of the open database, newest first."""
    path = open_database_file()
    return [] if path is None else of(path)


def is_possible() -> bool:
    """Whether the open database is a file; what a server keeps is backed up by its own tools."""
    return open_database_file() is not None


def due(now: datetime) -> bool:
    """Whether the last backup is a day old; one that seems to be of a time to come does not count."""
    path = open_database_file()
    return path is not None and not any(timedelta(0) <= now - backup.made_at < DAY for backup in of(path))


def run(now: datetime, stop: Stop = lambda: False, *, kept: int = KEPT) -> Backup:
    """Make a backup and remove those that are too many. Raises Problem, or Stopped when `stop` said so.

    The caller has had the database checked: a copy of a damaged one would push out a good one.
    """
    path = open_database_file()
    if path is None:
        raise Problem("This database is kept by a server.", "Back it up with the tools of that server.")
    made = make(path, now, stop)
    _remove_oldest(path, now, kept)
    return made


def make(path: Path, now: datetime, stop: Stop = lambda: False) -> Backup:
    """Make a backup of a database file, whoever has it open. Raises Problem, or Stopped when `stop` said so."""
    target = path_for(path, now)
    _hold_room(path, target.parent)
    draft = target.with_name(f"{target.name}.{os.getpid()}.new")
    try:
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        with explained():
            _copy(path, draft, stop)
        draft.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        raise Unavailable(
            "No backup could be made: {why}.", "Look at its folder.", why=error.strerror or str(error)
        ) from error
    finally:
        draft.unlink(missing_ok=True)
    logger.info("Backup made: %s, %d bytes.", target.name, target.stat().st_size)
    return Backup(target, now, target.stat().st_size)


def _copy(path: Path, draft: Path, stop: Stop) -> None:
    source = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    target = apsw.Connection(str(draft))
    try:
        # Without a transaction the copy would begin anew with each write of others, and never end under load.
        source.execute("BEGIN; SELECT COUNT(*) FROM sqlite_master")
        with target.backup("main", source, "main") as copying:
            while not copying.done:
                if stop():
                    raise Stopped
                copying.step(STEP_PAGES)
        # One file, without a -wal that would have to be copied with it.
        target.pragma("journal_mode", "delete")
    finally:
        target.close()
        source.close()


def _hold_room(path: Path, folder: Path) -> None:
    """Raise Unavailable where a backup would fill the disk: reports need it."""
    wal = path.with_name(f"{path.name}-wal")
    size = path.stat().st_size + (wal.stat().st_size if wal.exists() else 0)
    free = shutil.disk_usage(folder).free
    if free - size < LEFT_BYTES:
        raise Unavailable(
            "There is no room for a backup: {free} MB are free, and {needed} MB have to be.",
            "It takes {size} MB, and {left} MB stay free for reports. Free some space; older backups can be moved away."
            " An older database is upgraded when a backup of it could be made.",
            free=free >> 20,
            needed=(size + LEFT_BYTES) >> 20,
            size=size >> 20,
            left=LEFT_BYTES >> 20,
        )


def _remove_oldest(path: Path, now: datetime, kept: int) -> None:
    """Keep the last ones. What seems to be of a time to come was made before the clock was put right."""
    made = sorted(of(path), key=lambda backup: (backup.made_at <= now, backup.made_at), reverse=True)
    for backup in made[kept:]:
        backup.path.unlink(missing_ok=True)
