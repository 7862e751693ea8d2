"""What stands in the way of another file is put aside, never deleted: it may be all that somebody has."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

from models.database.backup_files import TIME, sync_folder
from models.database.files.standing import beside

_LOGS = ("-wal", "-shm", "-journal")


def keep(path: Path, now: datetime) -> Path | None:
    """Keep what is at a path of a database in a folder of its own; that folder, None when nothing is there.

    A database file stays where it is as well, so that whoever is killed here leaves one; what belonged to it is moved.
    Nobody may have it open. Raises OSError.
    """
    found = [file for file in (path, *(beside(path, end) for end in _LOGS)) if file.exists()]
    if not found:
        return None
    folder = _new_folder(path, now)
    for file in found:
        _link(file, folder / file.name)
    sync_folder(folder)
    for file in found:
        if file != path:
            file.unlink()
    sync_folder(path.parent)
    return folder


def _new_folder(path: Path, now: datetime) -> Path:
    name, number = f"{path.stem}-aside-{now.astimezone(UTC).strftime(TIME)}", 1
    while True:
        folder = path.with_name(name if number == 1 else f"{name}-{number}")
        try:
            folder.mkdir(mode=0o700)
            return folder
        except FileExistsError:
            number += 1


def _link(file: Path, target: Path) -> None:
    try:
        os.link(file, target)
    except OSError:  # a file system that gives a file one name alone
        shutil.copy2(file, target)
        with target.open("rb+") as copy:
            os.fsync(copy.fileno())
