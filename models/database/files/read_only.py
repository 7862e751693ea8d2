"""A database that can only be read: on a disk that is mounted so, or without the right to write."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote

from models.database.files.standing import beside
from models.problems import Problem


def is_read_only(path: Path) -> bool:
    """Whether this account can write neither into a database nor beside it, where its log would have to be."""
    return not os.access(path, os.W_OK) or not (_can_add(path) or _has_log_in_use(path))


def is_disk_read_only(path: Path) -> bool:
    """Whether the disk of a file is mounted so that nobody can write."""
    try:
        return os.name == "posix" and bool(os.statvfs(path).f_flag & os.ST_RDONLY)
    except OSError:
        return False


def address(path: Path) -> str:
    """The URI by which SQLite reads a database and writes nothing, as it is at this moment. Raises Problem.

    Without the files of a log SQLite wants to make them, unless it is told that nobody writes. With them somebody
    might, by another way to the same file: then it is never told so.
    """
    uri = f"file:{quote(str(path))}"
    if _can_add(path) or _has_log_in_use(path):
        return f"{uri}?mode=ro"
    log = beside(path, "-wal")
    if log.exists() and log.stat().st_size:
        raise Problem(
            "The last writes of {name} are in {log}, and cannot be read where nothing can be written.",
            "Copy both files into a folder of your own, and open that copy.",
            name=path.name,
            log=log.name,
        )
    return f"{uri}?immutable=1"


def _can_add(path: Path) -> bool:
    return os.access(path.parent, os.W_OK)


def _has_log_in_use(path: Path) -> bool:
    return all(beside(path, end).exists() for end in ("-wal", "-shm"))
