"""Errors of the database as Problems: what a person can cure is told, the rest is a mistake of this program."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw
from peewee import DatabaseError, InterfaceError

from models.database import backup_files
from models.database.files.read_only import is_disk_read_only
from models.problems import Damaged, DiskFailed, DiskFull, Locked, Problem, ReadOnly, Replaced

try:
    import psycopg

    from models.database import postgres_errors
except ImportError:  # it is an extra
    postgres_errors = None  # type: ignore[assignment]

ROOM = 64 << 10  # bytes; the file of the locks alone takes half of it
_OURS: tuple[type[Exception], ...] = (DatabaseError, InterfaceError, apsw.Error, OSError)
if postgres_errors is not None:
    _OURS = (*_OURS, psycopg.Error)


@contextmanager
def explained(path: Path | None = None) -> Iterator[None]:
    """Turn errors of the database that a person can cure into Problem or Unavailable.

    `path` is the file, where it is not the open database's.
    """
    try:
        yield
    except _OURS as error:
        problem = explain(error, path)
        if problem is None:
            raise
        raise problem from error


def damaged(path: Path | None) -> Problem:
    """The Problem with a database file that SQLite cannot make sense of."""
    if path is None:
        return Damaged("The database file is damaged.", "It was left as it is. Restore the last backup.")
    cure = backup_files.how_to_restore(path)
    return Damaged("{name} is damaged.", "It was left as it is. {cure}", name=path.name, cure=cure)


def explain(error: BaseException, path: Path | None = None) -> Problem | None:
    """The Problem behind an error of the database, or None if it is a mistake of this program."""
    cause = error.__cause__ or error.__context__ or error
    kind = type(cause if isinstance(cause, apsw.Error) else error)
    if kind in (apsw.NotADBError, apsw.CorruptError):
        return damaged(path or backup_files.open_database_file())
    if kind is apsw.ReadOnlyError or isinstance(error, PermissionError):
        file = path or backup_files.open_database_file()
        if file is not None and is_disk_read_only(file):
            return ReadOnly(
                "The disk of the database is mounted read-only.",
                "Everything can be read and nothing stored. Mount it so that it can be written, then start"
                " Hookdesk again.",
            )
        return ReadOnly(
            "The database cannot be written.",
            "Give this account the right to write the file and its folder, then try again.",
        )
    if kind is apsw.CantOpenError:
        return Problem(
            "The database cannot be opened.",
            "Check that its folder is there and that this account may use it.",
        )
    if kind is apsw.FullError:
        return DiskFull("The disk of the database is full.", "Free some space; nothing stored is lost.")
    if kind is apsw.IOError and _is_full(path or backup_files.open_database_file()):
        return DiskFull("The disk of the database is full.", "Free some space; nothing stored is lost.")
    if kind is apsw.IOError:
        return DiskFailed("The disk of the database does not answer.", "Check the disk, then try again.")
    if kind in (apsw.BusyError, apsw.LockedError):
        return Locked("The database is in use by another program.", "Try again in a moment.")
    if kind is apsw.SQLError and "no such table" in str(cause):
        return Replaced(
            "A table of the database is missing: the file is not the one that was opened.",
            "Stop Hookdesk, put the file back or restore a backup with hookdeskctl database restore, and start again.",
        )
    return postgres_errors.explain(error) if postgres_errors is not None else None


def _is_full(path: Path | None) -> bool:
    """Whether the disk of a database has no room for a page: SQLite does not say so of each of its files."""
    try:
        return path is not None and shutil.disk_usage(path.parent).free < ROOM
    except OSError:
        return False


def may_work_again(error: BaseException) -> bool:
    """Whether the database took a transaction back for the sake of another one: it may be tried once more."""
    return postgres_errors is not None and postgres_errors.may_work_again(error)
