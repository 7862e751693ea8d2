"""Exports: all records of a list into a file, with progress and a way to stop.

They are as they were at one moment, or, where it takes long, each a minute's records (models/database/transactions.py).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from models.database import Moment, reading
from models.database.backup_files import has_ended, is_a_day_old
from models.exports.listing import GoOn, Listing
from models.exports.sheets import CsvSheet, JsonSheet, Sheet
from models.exports.table import Record, Table
from models.exports.workbook import XlsxSheet
from models.problems import Problem

# A report of the progress goes out after so many records, or so many parts of one.
STEP = 200

# What a draft is called at its end, behind the number of its process: nobody else's file is.
DRAFT = ".hookdesk-part"

Progressed = Callable[[int, int], bool]
"""Gets how many records are written, and of how many; the export stops when it answers False."""

WRITERS: dict[str, Callable[[Path, Table[Any]], Sheet]] = {".xlsx": XlsxSheet, ".csv": CsvSheet, ".json": JsonSheet}


class _Stopped(Exception):
    """Somebody wished the export to stop."""


def write(path: Path, listing: Listing[Any], progressed: Progressed = lambda done, total: True) -> int | None:
    """Write all records of a list into a file whose ending says of which kind; how many, None when it was stopped.

    The file appears when it is complete, and one that was there before is left alone until then. Raises Problem.
    """
    open_sheet = WRITERS.get(path.suffix.lower())
    if open_sheet is None:
        raise Problem("{name} has no ending that says what to write.", "Use .xlsx, .csv or .json.", name=path.name)
    _sweep(path)
    draft = path.with_name(f".{path.name}.{os.getpid()}{DRAFT}")
    try:
        written = _fill(lambda: open_sheet(draft, listing.table), path, listing, progressed)
        with _file_explained(path):
            _sync(draft)
            draft.replace(path)
        return written
    except _Stopped:
        return None
    finally:
        with suppress(OSError):
            draft.unlink()


def _fill(open_sheet: Callable[[], Sheet], path: Path, listing: Listing[Record], progressed: Progressed) -> int:
    written = 0
    with _sheet(open_sheet, path) as sheet, reading() as moment:
        total = listing.count()

        def go_on() -> None:
            if not progressed(written, total):
                raise _Stopped
            moment.go_on()

        for record in _each(listing, go_on, moment):
            if written % STEP == 0:
                go_on()
            with _file_explained(path):
                sheet.add(record, _parts(listing.table, record, go_on))
            written += 1
        go_on()
    return written


def _each(listing: Listing[Record], go_on: GoOn, moment: Moment) -> Iterator[Record]:
    """Each record once: from one moment to the next one may go up or down in the list."""
    seen = set[int]()
    for _ in range(2):
        for record in listing.rows(go_on):
            if record.id not in seen:
                seen.add(record.id)
                yield record
        if not (moment.renewals and listing.moves):
            return


def _parts(table: Table[Record], record: Record, go_on: Callable[[], None]) -> Iterable[Any]:
    """What the record has many of, with a way to stop among them."""
    if table.parts is None:
        return
    for count, part in enumerate(table.parts.of(record), start=1):
        if count % STEP == 0:
            go_on()
        yield part


def _sync(path: Path) -> None:
    """Bring a file to the disk: renamed before that, an empty one could stand there after a power cut."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sweep(path: Path) -> None:
    """Delete the drafts of exports that were killed: those of this file, and any in its folder that is a day old.

    A younger one may be of another computer, whose processes nobody here can see.
    """
    for left in path.parent.glob(f".*{DRAFT}"):
        name, _, process = left.name.removesuffix(DRAFT).rpartition(".")
        with suppress(OSError, ValueError):
            if has_ended(int(process), left) and (name == f".{path.name}" or is_a_day_old(left)):
                left.unlink()


@contextmanager
def _sheet(open_sheet: Callable[[], Sheet], path: Path) -> Iterator[Sheet]:
    with _file_explained(path):
        sheet = open_sheet()
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
    except OSError as error:
        reason = error.strerror or str(error)
        raise Problem(
            "The export could not be written to {folder}: {reason}.",
            "Choose another place, or close the file.",
            folder=path.parent,
            reason=reason,
        ) from error
