"""What stands in files that were exported."""

from __future__ import annotations

import csv
import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

from models.exports.case_table import CASES
from models.exports.table import Table

XML = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
CELL = re.compile(r"([A-Z]+)(\d+)")
WHEN = datetime(2026, 5, 6, 7, 8, tzinfo=UTC)


def sheets(path: Path, table: Table[Any] = CASES) -> list[list[dict[str, tuple[str, str]]]]:
    """Of every sheet of a table its rows, of every row its cells by the title of the column: their type and content."""
    with ZipFile(path) as book:
        shared = []
        if "xl/sharedStrings.xml" in book.namelist():
            shared = ["".join(item.itertext()) for item in ElementTree.fromstring(book.read("xl/sharedStrings.xml"))]
        names = [
            each.attrib["name"] for each in ElementTree.fromstring(book.read("xl/workbook.xml")).iter(f"{XML}sheet")
        ]
        return [
            _rows(ElementTree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml")), shared, table)
            for number, name in enumerate(names, start=1)
            if name.startswith(table.name)
        ]


def _rows(sheet: ElementTree.Element, shared: list[str], table: Table[Any]) -> list[dict[str, tuple[str, str]]]:
    titles: dict[str, str] = {}
    rows = []
    for row in sheet.iter(f"{XML}row"):
        cells: dict[str, tuple[str, str]] = {}
        for cell in row.iter(f"{XML}c"):
            found = CELL.fullmatch(cell.attrib["r"])
            assert found is not None
            assert cell.find(f"{XML}f") is None, "a formula"
            text = "".join(cell.itertext())
            kind = cell.get("t", "n")
            cells[titles.get(found[1], found[1])] = (kind, shared[int(text)] if kind == "s" else text)
        if not titles:
            titles = {column: text for column, (_, text) in cells.items()}
        else:
            rows.append(cells)
    assert list(titles.values()) == [*(column.title for column in table.columns), "Notes"]
    return rows


def csv_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def numbers(path: Path) -> list[int]:
    if path.suffix == ".xlsx":
        return [int(row["Number"][1]) for rows in sheets(path) for row in rows]
    if path.suffix == ".json":
        return [case["number"] for case in json.loads(path.read_bytes())]
    return [int(row["Number"]) for row in csv_rows(path)]
