"""A workbook of Excel: a sheet for the records, another for what they have many of, written a row at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic

from models import moments
from models.exports.table import Record, Table, Value

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.format import Format

# What Excel takes in a cell, counted as it counts: a character beyond the BMP is two.
CELL_LIMIT = 32_767
SHEET_ROWS = 1_048_576
CUT = "…"
NOTES = "Notes"
_FIRST_DAY = datetime.combine(
    date(1900, 1, 2), time()
)  # of Excel's calendar: the day before is shown as the 0th of January

# Not allowed in XML, not even escaped.
_NO_XML = re.compile("[\ufffe\uffff\ud800-\udfff]")


class XlsxSheet(Generic[Record]):
    """Excel's own: numbers and local times as such, the header frozen and a filter, a further sheet where one is full.

    A text that is longer than a cell is cut, and the last column says how much of it is missing.
    """

    def __init__(self, path: Path, table: Table[Record], rows: int = SHEET_ROWS) -> None:
        import xlsxwriter  # late: it is 43 modules to read, and few starts write a workbook

        path.open("wb").close()  # a place that cannot be written shall be known now, not when all is done
        self._book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
        head = self._book.add_format({"bold": True, "bottom": 1})
        at = self._book.add_format({"num_format": "yyyy-mm-dd hh:mm", "align": "left"})
        self._records = _Sheets(self._book, table, head, at, rows, "the JSON and CSV exports")
        parts = table.parts
        self._parts = None if parts is None else _Sheets(self._book, parts.table, head, at, rows, "the JSON export")

    def add(self, record: Record, parts: Iterable[Any]) -> None:
        self._records.add(record)
        if self._parts is not None:
            for part in parts:
                self._parts.add(part)

    def close(self) -> None:
        self._records.end()
        if self._parts is not None:
            self._parts.end()
        from xlsxwriter.exceptions import XlsxWriterException  # late, like the rest of it

        try:
            self._book.close()  # here alone it writes the file, and has errors of its own for that
        except XlsxWriterException as error:
            raise OSError(str(error)) from error


class _Sheets(Generic[Record]):
    """The rows of one table, on as many sheets as it takes."""

    def __init__(
        self, book: xlsxwriter.Workbook, table: Table[Record], head: Format, at: Format, rows: int, whole: str
    ) -> None:
        """`whole` says where a text is that a cell does not hold."""
        self._book, self._table, self._head, self._at = book, table, head, at
        self._rows, self._whole = rows, whole
        self._count = 0
        self._begin()

    def add(self, record: Record) -> None:
        if self._row == self._rows:
            self.end()
            self._begin()
        notes = []
        for at, column in enumerate(self._table.columns):
            missing = self._write(at, column.value(record))
            if missing:
                notes.append(f"{column.title} is cut: {missing:,} more characters are in {self._whole}.")
        if notes:
            self._sheet.write_string(self._row, len(self._table.columns), " ".join(notes))
        self._row += 1

    def end(self) -> None:
        """The sheet has all of its rows."""
        self._sheet.autofilter(0, 0, self._row - 1, len(self._table.columns))

    def _begin(self) -> None:
        self._count += 1
        name, columns = self._table.name, self._table.columns
        self._sheet = self._book.add_worksheet(name if self._count == 1 else f"{name} {self._count}")
        self._sheet.freeze_panes(1, 0)
        for at, column in enumerate(columns):
            self._sheet.set_column(at, at, column.width)
            self._sheet.write_string(0, at, column.title, self._head)
        self._sheet.set_column(len(columns), len(columns), 40)
        self._sheet.write_string(0, len(columns), NOTES, self._head)
        self._row = 1

    def _write(self, at: int, value: Value) -> int:
        """Fill a cell; how many characters of the text are missing in it."""
        if isinstance(value, datetime):
            # A cell knows no time zones: it shows the time of the desk, as the screens do.
            shown = max(moments.local(value).replace(tzinfo=None, microsecond=0), _FIRST_DAY)
            self._sheet.write_datetime(self._row, at, shown, self._at)
        elif isinstance(value, int | float):
            self._sheet.write_number(self._row, at, value)
        elif value:
            text = _NO_XML.sub("\ufffd", value)
            fits = _fitting(text)
            self._sheet.write_string(self._row, at, fits)
            return 0 if fits == text else len(text) - len(fits) + len(CUT)
        return 0


def _fitting(text: str) -> str:
    """The text, or as much of it as a cell takes."""
    units = text.encode("utf-16-le")
    if len(units) <= CELL_LIMIT * 2:
        return text
    return units[: (CELL_LIMIT - len(CUT)) * 2].decode("utf-16-le", errors="ignore") + CUT
