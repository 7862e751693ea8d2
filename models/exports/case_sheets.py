"""Sheets of cases: as Excel, CSV or JSON, written a case at a time, so that no list is too long.

What senders wrote is text and stays text: no program that opens a sheet computes it.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Protocol

import xlsxwriter

from models import moments
from models.cases.cases import PRIORITIES, Case
from models.exports.case_document import of_case, utc

# What Excel takes in a cell, counted as it counts: a character beyond the BMP is two.
CELL_LIMIT = 32_767
SHEET_ROWS = 1_048_576
CUT = "…"
_FIRST_DAY = datetime.combine(
    date(1900, 1, 2), time()
)  # of Excel's calendar: the day before is shown as the 0th of January

# Excel and its kin take a cell that begins so for a formula, some also behind spaces or with full-width characters.
_FORMULA = re.compile("[\\s\x00-\x1f\u200b-\u200f\ufeff]*[=+\\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
# Where the list separator is another one, as in Turkish, German and French, a cell begins inside of a text; so does one
# behind a line end, which a quote protects only where the quote begins a cell.
_FORMULA_INSIDE = re.compile('([,;|\t\r\n])(?=[\\s"\x00-\x1f\u200b-\u200f\ufeff]*[=+\\-@\uff1d\uff0b\uff0d\uff20])')
# Not allowed in XML, not even escaped.
_NO_XML = re.compile("[\ufffe\uffff\ud800-\udfff]")

Value = str | int | datetime | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the sheets; `width` is in characters."""

    title: str
    width: int
    value: Callable[[Case], Value]


COLUMNS = (
    Column("Channel", 18, lambda case: case.channel),
    Column("Number", 9, lambda case: case.number),
    Column("Subject", 56, lambda case: case.subject),
    Column("State", 9, lambda case: case.state),
    Column("Priority", 11, lambda case: PRIORITIES[case.priority]),
    Column("Deadline", 17, lambda case: case.deadline),
    Column("Assignee", 18, lambda case: case.assignee),
    Column("Opened by", 22, lambda case: case.opened_by),
    Column("Created", 17, lambda case: case.created_at),
    Column("Updated", 17, lambda case: case.updated_at),
    Column("Assigned", 17, lambda case: case.assigned_at),
    Column("Assigned by", 18, lambda case: case.assigned_by),
    Column("Closed", 17, lambda case: case.closed_at),
    Column("Closed by", 18, lambda case: case.closed_by),
    Column("Key", 28, lambda case: case.key),
    Column("Messages", 10, lambda case: case.messages),
    Column("Description", 56, lambda case: case.description),
)
NOTES = "Notes"


class Sheet(Protocol):
    """A file that cases are written into, one after the other; `close` finishes it."""

    def add(self, case: Case) -> None: ...
    def close(self) -> None: ...


class JsonSheet:
    """One JSON list, an object a line, with the keys of `hookdeskctl case list --json`."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w", encoding="utf-8", newline="\n")
        self._before = "[\n"

    def add(self, case: Case) -> None:
        self._file.write(self._before + json.dumps(of_case(case), ensure_ascii=False))
        self._before = ",\n"

    def close(self) -> None:
        with self._file:
            self._file.write("[]\n" if self._before == "[\n" else "\n]\n")


class CsvSheet:
    """Comma-separated, with a mark that tells Excel it is UTF-8; times are UTC in ISO 8601.

    A text that could be taken for a formula gets an apostrophe in front.
    """

    def __init__(self, path: Path) -> None:
        self._file = path.open("w", encoding="utf-8-sig", newline="")
        self._csv = csv.writer(self._file)
        self._csv.writerow(column.title for column in COLUMNS)

    def add(self, case: Case) -> None:
        self._csv.writerow(_csv_cell(column.value(case)) for column in COLUMNS)

    def close(self) -> None:
        self._file.close()


class XlsxSheet:
    """Excel's own: numbers and local times as such, the header frozen, a further sheet where one is full.

    A text that is longer than a cell is cut, and the last column says how much of it is missing.
    """

    def __init__(self, path: Path, rows: int = SHEET_ROWS) -> None:
        path.open("wb").close()  # a place that cannot be written shall be known now, not when all is done
        self._book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
        self._head = self._book.add_format({"bold": True, "bottom": 1})
        self._time = self._book.add_format({"num_format": "yyyy-mm-dd hh:mm", "align": "left"})
        self._rows = rows
        self._row = rows
        self._sheets = 0
        self._begin_sheet()

    def add(self, case: Case) -> None:
        if self._row == self._rows:
            self._begin_sheet()
        notes = []
        for at, column in enumerate(COLUMNS):
            missing = self._write(at, column.value(case))
            if missing:
                notes.append(f"{column.title} is cut: {missing:,} more characters are in the JSON and CSV exports.")
        if notes:
            self._sheet.write_string(self._row, len(COLUMNS), " ".join(notes))
        self._row += 1

    def close(self) -> None:
        self._book.close()

    def _begin_sheet(self) -> None:
        self._sheets += 1
        self._sheet = self._book.add_worksheet("Cases" if self._sheets == 1 else f"Cases {self._sheets}")
        self._sheet.freeze_panes(1, 0)
        for at, column in enumerate(COLUMNS):
            self._sheet.set_column(at, at, column.width)
            self._sheet.write_string(0, at, column.title, self._head)
        self._sheet.set_column(len(COLUMNS), len(COLUMNS), 40)
        self._sheet.write_string(0, len(COLUMNS), NOTES, self._head)
        self._row = 1

    def _write(self, at: int, value: Value) -> int:
        """Fill a cell; how many characters of the text are missing in it."""
        if isinstance(value, datetime):
            # A cell knows no time zones: it shows the time of the desk, as the screens do.
            shown = max(moments.local(value).replace(tzinfo=None, microsecond=0), _FIRST_DAY)
            self._sheet.write_datetime(self._row, at, shown, self._time)
        elif isinstance(value, int):
            self._sheet.write_number(self._row, at, value)
        elif value:
            text = _NO_XML.sub("\ufffd", value)
            fits = _fitting(text)
            self._sheet.write_string(self._row, at, fits)
            return 0 if fits == text else len(text) - len(fits) + len(CUT)
        return 0


WRITERS: dict[str, Callable[[Path], Sheet]] = {".xlsx": XlsxSheet, ".csv": CsvSheet, ".json": JsonSheet}


def _csv_cell(value: Value) -> str | int | None:
    if isinstance(value, datetime):
        return utc(value)
    if not isinstance(value, str):
        return value
    text = _FORMULA_INSIDE.sub(r"\1'", value)
    return f"'{text}" if _FORMULA.match(text) else text


def _fitting(text: str) -> str:
    """The text, or as much of it as a cell takes."""
    units = text.encode("utf-16-le")
    if len(units) <= CELL_LIMIT * 2:
        return text
    return units[: (CELL_LIMIT - len(CUT)) * 2].decode("utf-16-le", errors="ignore") + CUT
