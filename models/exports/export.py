"""Exports: all cases of a list into a file, as they were at one moment, with progress and a way to stop."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from glob import escape
from pathlib import Path

from xlsxwriter.exceptions import XlsxWriterException

from models.cases.case_filter import Filter, Order, conditions
from models.cases.case_pages import every
from models.database import read_value, reading
from models.database.backup_files import has_ended
from models.exports.case_sheets import WRITERS, Sheet
from models.problems import Problem

# A report of the progress goes out after so many cases.
STEP = 200

Progressed = Callable[[int, int], bool]
"""Gets how many cases are written, and of how many; the export stops when it answers False."""


def write(path: Path, filter_: Filter, order: Order, progressed: Progressed = lambda done, total: True) -> int | None:
    """Write all cases of a list into a file whose ending says of which kind; how many, None when it was stopped.

    The file appears when it is complete, and one that was there before is left alone until then. Raises Problem.
    """
    open_sheet = WRITERS.get(path.suffix.lower())
    if open_sheet is None:
        raise Problem("{name} has no ending that says what to write.", "Use .xlsx, .csv or .json.", name=path.name)
    _sweep(path)
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        written = _fill(open_sheet, draft, filter_, order, progressed)
        if written is not None:
            with _file_explained(path):
                _sync(draft)
                draft.replace(path)
        return written
    finally:
        with suppress(OSError):
            draft.unlink()


def _fill(
    open_sheet: Callable[[Path], Sheet], path: Path, filter_: Filter, order: Order, progressed: Progressed
) -> int | None:
    now, written = datetime.now(UTC), 0
    with _sheet(open_sheet, path) as sheet, reading():
        total = _count(filter_, now)
        for case in every(filter_, order=order, now=now):
            if written % STEP == 0 and not progressed(written, total):
                return None
            with _file_explained(path):
                sheet.add(case)
            written += 1
    return written if progressed(written, total) else None


def _sync(path: Path) -> None:
    """Bring a file to the disk: renamed before that, an empty one could stand there after a power cut."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sweep(path: Path) -> None:
    """Delete what exports to this file that were killed have left."""
    for left in path.parent.glob(f".{escape(path.name)}.*.part"):
        with suppress(OSError, ValueError):
            if has_ended(int(left.name.split(".")[-2]), left):
                left.unlink()


@contextmanager
def _sheet(open_sheet: Callable[[Path], Sheet], path: Path) -> Iterator[Sheet]:
    with _file_explained(path):
        sheet = open_sheet(path)
    try:
        yield sheet
    finally:
        with _file_explained(path):
            sheet.close()


@contextmanager
def _file_explained(path: Path) -> Iterator[None]:
    """Turn the errors of a file that cannot be written into Problem: they would be taken for the database's."""
    try:
        yield
    except (OSError, XlsxWriterException) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise Problem(
            "The cases could not be written to {folder}: {reason}.",
            "Choose another place, or close the file.",
            folder=path.parent,
            reason=reason,
        ) from error


def _count(filter_: Filter, now: datetime) -> int:
    where, params = conditions(filter_, now)
    text = (
        "SELECT COUNT(*) FROM cases JOIN channels ON channels.id = cases.channel_id WHERE channels.removed_at IS NULL"
    )
    return int(read_value(f"{text} AND {' AND '.join(where)}", params))
