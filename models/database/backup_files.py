"""Backups as files: a folder of their own, names that say when each was made, and nobody else's to read."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from errno import ENOENT
from glob import escape as glob_escape
from pathlib import Path
from time import time

from models.database import backup_folder, tables
from models.problems import Problem, Words

DAY_SECONDS = 86_400
LEFT_BYTES = 100 << 20  # on the disk, when a backup is there
TIME = "%Y-%m-%dT%H%M%SZ"

Stop = Callable[[], bool]


class Stopped(Exception):
    """A check or a backup was stopped: the check found nothing out, and what there was of the backup is deleted."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A whole database as it was at `made_at`, which is aware UTC; `size` is in bytes."""

    path: Path
    made_at: datetime
    size: int


def open_database_file() -> Path | None:
    """The file of the open database; None where it is kept by a server, or none is open."""
    path = Path("" if tables.database.obj is None else str(tables.database.obj.database))
    return path if path.is_absolute() else None


def folder(database: Path) -> Path:
    """Where the backups of a database are. The usual one is made, for this account alone. Raises Problem."""
    found = backup_folder.of(database)
    try:
        if backup_folder.chosen(database) is None:
            found.mkdir(mode=0o700, parents=True, exist_ok=True)
        elif not backup_folder.is_ours(database, found):
            raise FileNotFoundError(ENOENT, os.strerror(ENOENT))
    except OSError as error:
        raise Problem(
            "The folder for backups cannot be had: {folder}: {why}.",
            "If it leads to another disk, look whether that is there. A backup is made when it is.",
            folder=found,
            why=error.strerror or str(error),
        ) from error
    return found


def path_for(database: Path, now: datetime) -> Path:
    """What a backup that is made now is called."""
    return folder(database) / f"{database.stem}-{now.astimezone(UTC).strftime(TIME)}.db"


def of(database: Path) -> list[Backup]:
    """The backups of a database, newest first."""
    name = re.compile(re.escape(database.stem) + r"-(?P<made>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{6}Z)\.db")
    found = []
    for file in backup_folder.of(database).glob("*.db"):
        if parts := name.fullmatch(file.name):
            made_at = datetime.strptime(parts["made"], TIME).replace(tzinfo=UTC)
            with suppress(OSError):  # it was moved away at this moment
                found.append(Backup(file, made_at, file.stat().st_size))
    return sorted(found, key=lambda backup: backup.made_at, reverse=True)


def sweep_drafts(database: Path) -> None:
    """Delete what processes that have died left of backups, restores and checks; what cannot be deleted stays."""
    name = re.compile(re.escape(database.stem) + r".*\.(?P<process>[0-9]+)\.new(-journal|-wal|-shm)?")
    for place in {database.parent, backup_folder.usual(database), backup_folder.of(database)}:
        for file in place.glob(f"{glob_escape(database.stem)}*.new*"):
            parts = name.fullmatch(file.name)
            if parts and has_ended(int(parts["process"]), file):
                with suppress(OSError):
                    file.unlink()


def has_ended(process: int, draft: Path) -> bool:
    """Whether a draft is nobody's any more. One with this process's number is of an earlier process."""
    if os.name == "nt":  # where to ask for a process would end it
        return is_a_day_old(draft)
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return process == os.getpid()


def is_a_day_old(file: Path) -> bool:
    """Whether nothing was written to a file for a day. Raises OSError."""
    return time() - file.stat().st_mtime > DAY_SECONDS


def how_to_restore(database: Path) -> Words:
    """What a person does with a database that cannot be used, in full sentences."""
    backups = of(database)
    if not backups:
        return Words(
            "There is no backup of it here. Restore one of your own with: hookdeskctl database restore FILE. To begin"
            " with an empty desk: hookdeskctl database anew."
        )
    return Words(
        "The last backup is of {made}. Stop Hookdesk and restore it with: hookdeskctl database restore {backup}",
        {"made": backups[0].made_at.astimezone().strftime("%Y-%m-%d %H:%M"), "backup": backups[0].path},
    )


def sync_folder(path: Path) -> None:
    """Bring the names of a folder's files to the disk, where the system can do that."""
    if os.name == "posix":
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
