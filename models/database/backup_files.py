"""Backups as files: a folder beside the database, names that say when each was made, and nobody else's to read."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from models.database import tables
from models.problems import Words

FOLDER = "backups"
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
    """Where the backups of a database are; it is made for this account alone."""
    found = database.parent / FOLDER
    found.mkdir(mode=0o700, parents=True, exist_ok=True)
    return found


def path_for(database: Path, now: datetime) -> Path:
    """What a backup that is made now is called."""
    return folder(database) / f"{database.stem}-{now.astimezone(UTC).strftime(TIME)}.db"


def of(database: Path) -> list[Backup]:
    """The backups of a database, newest first."""
    name = re.compile(re.escape(database.stem) + r"-(?P<made>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{6}Z)\.db")
    found = []
    for file in (database.parent / FOLDER).glob("*.db"):
        if parts := name.fullmatch(file.name):
            made_at = datetime.strptime(parts["made"], TIME).replace(tzinfo=UTC)
            found.append(Backup(file, made_at, file.stat().st_size))
    return sorted(found, key=lambda backup: backup.made_at, reverse=True)


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
