"""Sheets of records: as CSV or JSON, written a record at a time, so that no list is too long; workbook has Excel's.

What senders wrote is text and stays text: no program that opens a sheet computes it.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any, Generic, Protocol

from models.exports.case_document import utc
from models.exports.table import Parts, Record, Table, Value

# Excel and its kin take a cell that begins so for a formula, some also behind spaces or with full-width characters.
_FORMULA = re.compile("[\\s\x00-\x1f\u200b-\u200f\ufeff]*[=+\\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
# Where the list separator is another one, as in Turkish, German and French, a cell begins inside of a text; so does one
# behind a line end, which a quote protects only where the quote begins a cell.
_FORMULA_INSIDE = re.compile('([,;|\t\r\n])(?=[\\s"\x00-\x1f\u200b-\u200f\ufeff]*[=+\\-@\uff1d\uff0b\uff0d\uff20])')


class Sheet(Protocol):
    """A file that records are written into, one after the other; `close` finishes it."""

    def add(self, record: Any, parts: Iterable[Any]) -> None: ...
    def close(self) -> None: ...


class JsonSheet(Generic[Record]):
    """One JSON list, with the keys of `hookdeskctl ... list --json`: a line for each object and each of its parts."""

    def __init__(self, path: Path, table: Table[Record]) -> None:
        self._table = table
        self._file = path.open("w", encoding="utf-8", newline="\n")
        self._before = "[\n"

    def add(self, record: Record, parts: Iterable[Any]) -> None:
        self._file.write(self._before + _json(self._table.document(record)).removesuffix("}"))
        if self._table.parts is not None:
            self._write_parts(self._table.parts, parts)
        self._file.write("}")
        self._before = ",\n"

    def close(self) -> None:
        with self._file:
            self._file.write("[]\n" if self._before == "[\n" else "\n]\n")

    def _write_parts(self, kind: Parts[Record], parts: Iterable[Any]) -> None:
        self._file.write(f", {_json(kind.key)}: [")
        before = "\n"
        for part in parts:
            self._file.write(before + _json(kind.table.document(part)))
            before = ",\n"
        self._file.write("]")


class CsvSheet(Generic[Record]):
    """Comma-separated, with a mark that tells Excel it is UTF-8; times are UTC in ISO 8601.

    A text that could be taken for a formula gets an apostrophe in front. It is one sheet, without the parts.
    """

    def __init__(self, path: Path, table: Table[Record]) -> None:
        self._columns = table.columns
        self._file = path.open("w", encoding="utf-8-sig", newline="")
        self._csv = csv.writer(self._file)
        self._csv.writerow(column.title for column in self._columns)

    def add(self, record: Record, parts: Iterable[Any]) -> None:
        self._csv.writerow(_csv_cell(column.value(record)) for column in self._columns)

    def close(self) -> None:
        self._file.close()


def _csv_cell(value: Value) -> str | int | float | None:
    if isinstance(value, datetime):
        return utc(value)
    if not isinstance(value, str):
        return value
    text = _FORMULA_INSIDE.sub(r"\1'", value)
    return f"'{text}" if _FORMULA.match(text) else text


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
