"""The check: whether the database file is sound, asked of SQLite once a day, and what it said the last time."""

from __future__ import annotations

import logging
import os
from datetime import datetime, timedelta
from pathlib import Path

import apsw
import msgspec

from models.database import backup_folder
from models.database.backup_files import Stop, Stopped, open_database_file
from models.database.errors import damaged, explained
from models.database.sqlite_file import looking
from models.problems import Problem

logger = logging.getLogger(__name__)

DAY = timedelta(days=1)
MOST_FAULTS = 5
STEPS = 10_000  # of SQLite's virtual machine, between two looks at whether to stop


class Verdict(msgspec.Struct, frozen=True):
    """What a check found: nothing, or SQLite's words for what is wrong."""

    checked_at: datetime
    faults: tuple[str, ...] = ()


def due(now: datetime) -> bool:
    """Whether the last check is a day old, or found something that may have been put right."""
    if open_database_file() is None:
        return False
    verdict = last()
    return verdict is None or bool(verdict.faults) or not timedelta(0) <= now - verdict.checked_at < DAY


def last() -> Verdict | None:
    """What the last check found; None when there was none. It is kept in a file: a damaged database keeps nothing."""
    path = open_database_file()
    try:
        return None if path is None else msgspec.json.decode(_kept(path).read_bytes(), type=Verdict)
    except (OSError, msgspec.DecodeError):
        return None


def run(now: datetime, stop: Stop = lambda: False) -> Verdict:
    """Check the file of the open database; raises Problem when it is damaged. Nothing in it is changed.

    A file of gigabytes takes a while: `stop` is asked now and then, and Stopped raised when it says so.
    """
    path = open_database_file()
    if path is None:
        raise Problem("This database is kept by a server.", "Check it with the tools of that server.")
    with explained(path):
        verdict = Verdict(now, _faults(path, stop))
    _keep(path, verdict)
    if verdict.faults:
        logger.error("The check of the database found damage: %s", "; ".join(verdict.faults))
        raise damaged(path)
    logger.info("The check of the database found nothing wrong.")
    return verdict


def problem(verdict: Verdict | None) -> Problem | None:
    """The Problem that a check of the open database found, if it did."""
    path = open_database_file()
    return None if verdict is None or not verdict.faults or path is None else damaged(path)


def _faults(path: Path, stop: Stop) -> tuple[str, ...]:
    try:
        with looking(path, apsw.SQLITE_OPEN_READONLY) as file:
            file.set_progress_handler(stop, STEPS)
            rows = [str(row[0]) for row in file.execute(f"PRAGMA quick_check({MOST_FAULTS})")]
    except (apsw.CorruptError, apsw.NotADBError) as error:
        return (str(error),)
    except apsw.InterruptError:
        raise Stopped from None
    return () if rows == ["ok"] else tuple(rows)


def _keep(path: Path, verdict: Verdict) -> None:
    kept = _kept(path)
    draft = kept.with_suffix(f".{os.getpid()}.new")
    try:
        backup_folder.usual(path).mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(draft, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        with open(descriptor, "wb") as file:
            file.write(msgspec.json.encode(verdict))
        draft.replace(kept)
    except OSError as error:
        logger.warning("What the check found could not be kept: %s", error)


def _kept(path: Path) -> Path:
    return backup_folder.usual(path) / f"{path.stem}.check.json"
