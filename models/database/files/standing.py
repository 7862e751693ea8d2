"""What stands at the path of a database, found out before anything is changed there."""

from __future__ import annotations

import os
from pathlib import Path

from models.database import backup_files, backup_folder
from models.problems import NotThere, Problem

SQLITE_MAGIC = b"SQLite format 3\0"
# Of SQLite's header, https://www.sqlite.org/fileformat.html: how the file is written, 2 with a write-ahead log.
HEADER_BYTES, WRITE_VERSION, WITH_LOG = 20, 18, 2


class NoDatabase(NotThere):
    """There is no database, and what was asked for makes none."""


class Lost(Problem):
    """There was a database at `path`: something beside it says so, and an empty one is made by nobody unasked."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            "{name} is empty or gone, and what is beside it shows that there was a desk.",
            "Nothing was changed. {cure}",
            name=path.name,
            cure=backup_files.how_to_restore(path),
        )
        self.path = path


class Missed(Lost):
    """A database that was opened before is gone, and so is what was beside it."""

    def __init__(self, path: Path) -> None:
        Problem.__init__(
            self,
            "{path} is gone, where it was opened before.",
            "Nothing was made there. If it is on a disk or a share that is not connected, connect it and start again.",
            path=path,
        )
        self.path = path


class CopiedOver(Problem):
    """A file was copied to where another one was, whose write-ahead log is still there: SQLite would mix the two."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            "{name} was copied over another database, whose last writes are still in {log}.",
            "Put it in its place with: hookdeskctl database restore {path}. It keeps the old files aside."
            " Nothing was changed.",
            name=path.name,
            log=beside(path, "-wal").name,
            path=path,
        )
        self.path = path


def beside(path: Path, end: str) -> Path:
    """A file that belongs to a database: its "-wal", "-shm" or "-journal"."""
    return path.with_name(path.name + end)


def is_there(path: Path, *, make: bool) -> bool:
    """Whether something that may be a desk stands at a path; False where a new one may be made.

    Raises Problem where neither is so, OSError where that cannot be seen. `make`: the caller makes one if need be.
    """
    start = _start(path)
    if not start:
        left = backup_files.of(path) or backup_folder.chosen(path) or _holds_something(beside(path, "-wal"))
        if left and not _start(path):  # another process may have begun to make it since
            raise Lost(path)
        if not make:
            raise NoDatabase(
                "There is no database {path}.",
                "Name another one with --database or HOOKDESK_DATABASE, or make this one: hookdeskctl channel add.",
                path=path,
            )
        return False
    _refuse_other(path, start)
    if not _has_log(start) and _holds_something(beside(path, "-wal")):
        raise CopiedOver(path)
    return True


def has_own_log(path: Path) -> bool | None:
    """Whether a file is written with a write-ahead log, so that one beside it is its own; None where nothing is.

    Raises Problem when it is no database, OSError where that cannot be seen.
    """
    start = _start(path)
    if not start:
        return None
    _refuse_other(path, start)
    return _has_log(start)


def unusable(path: Path, error: OSError) -> Problem:
    """The Problem with a path where a database can be neither read nor made."""
    return Problem(
        "The database {path} cannot be opened: {reason}.",
        "Check that this account may use its folder, or choose another file.",
        path=path,
        reason=os.strerror(error.errno) if error.errno else str(error),
    )


def _refuse_other(path: Path, start: bytes) -> None:
    if not start.startswith(SQLITE_MAGIC):
        cure = backup_files.how_to_restore(path)
        raise Problem(
            "{name} is not a database, or it is damaged.", "It was left as it is. {cure}", name=path.name, cure=cure
        )


def _has_log(start: bytes) -> bool:
    return start[WRITE_VERSION : WRITE_VERSION + 1] == bytes([WITH_LOG])


def _start(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(HEADER_BYTES)
    except FileNotFoundError:
        return b""


def _holds_something(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except FileNotFoundError:
        return False
