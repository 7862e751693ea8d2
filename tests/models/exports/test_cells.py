"""What stands in the cells of a sheet: typed, never a formula, and nothing is cut without a word."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from models.cases import case_actions, people
from models.cases.case_filter import Filter
from models.database import execute, writing
from models.exports.case_table import CASES
from models.exports.export import write
from models.exports.listing import of_cases
from models.exports.workbook import CELL_LIMIT, XlsxSheet
from models.recording.report_writer import Source, record
from models.report import Report
from tests.models.exports.conftest import Open
from tests.models.exports.exported_files import WHEN, XML, csv_rows, sheets
from tests.zones import EARLIEST, LATEST, in_zone


def test_a_sheet_has_numbers_times_and_texts_as_such(opened: Open, tmp_path: Path) -> None:
    case = opened("Disk full", "It is\nthe big one")
    case = case_actions.set_deadline([case], WHEN, "Ada").cases[0]
    case_actions.assign([case], people.add("Deniz"), "Ada")
    assert write(tmp_path / "a.xlsx", of_cases(Filter(), "newest")) == 1
    ((row,),) = sheets(tmp_path / "a.xlsx")
    assert row["Number"] == ("n", "1")
    assert row["Messages"] == ("n", "1")
    assert row["Subject"][1] == "Disk full"
    assert row["Subject"][0] != "n"
    assert row["Assignee"][1] == "Deniz"
    assert row["Description"][1] == "It is\nthe big one"
    kind, days = row["Deadline"]
    shown = datetime(1899, 12, 30) + timedelta(days=float(days))  # noqa: DTZ001 (a cell knows no time zones)
    assert kind == "n"
    assert abs(shown - WHEN.astimezone().replace(tzinfo=None)) < timedelta(seconds=1)
    assert "Closed" not in row
    assert "Notes" not in row


def test_the_key_of_a_case_is_exported(source: Source, tmp_path: Path) -> None:
    with writing():
        record(source, Report(key="web1/disk", text="Full"))
    write(tmp_path / "a.xlsx", of_cases(Filter(), "newest"))
    write(tmp_path / "a.json", of_cases(Filter(), "newest"))
    ((row,),) = sheets(tmp_path / "a.xlsx")
    assert row["Key"][1] == "web1/disk"
    (found,) = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert found["key"] == "web1/disk"


def test_a_sheet_has_a_frozen_header_columns_with_widths_and_times_that_look_like_times(
    opened: Open, tmp_path: Path
) -> None:
    opened("Disk full")
    write(tmp_path / "a.xlsx", of_cases(Filter(), "newest"))
    with ZipFile(tmp_path / "a.xlsx") as book:
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
        styles = book.read("xl/styles.xml").decode()
    pane = sheet.find(f".//{XML}pane")
    assert pane is not None
    assert (pane.get("state"), pane.get("ySplit"), pane.get("topLeftCell")) == ("frozen", "1", "A2")
    assert len(sheet.findall(f".//{XML}col")) >= 5
    assert "yyyy-mm-dd hh:mm" in styles


FORMULAS = (
    "=1+1",
    "+1",
    "-1+cmd|' /C calc'!A0",
    "@SUM(A1)",
    " =1+1",
    "\u200b=1",
    "\uff1d1",
    "https://example.org/a",
    "{=1}",
)


@pytest.mark.parametrize("text", FORMULAS)
def test_what_senders_write_is_never_a_formula(opened: Open, tmp_path: Path, text: str) -> None:
    case = opened("harmless", "something")
    with writing():
        execute("UPDATE cases SET subject = ?, description = ? WHERE id = ?", (text, text, case.id))
    for name in ("a.xlsx", "a.csv", "a.json"):
        write(tmp_path / name, of_cases(Filter(), "newest"))
    ((row,),) = sheets(tmp_path / "a.xlsx")
    assert row["Subject"][1] == row["Description"][1] == text
    with ZipFile(tmp_path / "a.xlsx") as book:
        assert b"hyperlink" not in book.read("xl/worksheets/sheet1.xml")
    harmless = text[0] in "h{"
    assert csv_rows(tmp_path / "a.csv")[0]["Subject"] == (text if harmless else f"'{text}")
    assert json.loads((tmp_path / "a.json").read_bytes())[0]["subject"] == text


@pytest.mark.parametrize("mark", [",", ";", "\t", "|", "\n", "; ", ';"'])
def test_what_begins_like_a_formula_behind_a_separator_gets_an_apostrophe(
    opened: Open, tmp_path: Path, mark: str
) -> None:
    opened("harmless", f"a{mark}=1+1")
    write(tmp_path / "a.csv", of_cases(Filter(), "newest"))
    assert csv_rows(tmp_path / "a.csv")[0]["Description"] == f"a{mark[0]}'{mark[1:]}=1+1"


@pytest.mark.parametrize("letter", ["x", "ğ", "漢", "😀"])
def test_a_text_that_a_cell_cannot_hold_is_cut_with_a_note_and_whole_elsewhere(
    opened: Open, tmp_path: Path, letter: str
) -> None:
    text = letter * (CELL_LIMIT + 5)
    opened("long", text)
    for name in ("a.xlsx", "a.csv", "a.json"):
        write(tmp_path / name, of_cases(Filter(), "newest"))
    ((row,),) = sheets(tmp_path / "a.xlsx")
    held = row["Description"][1]
    assert len(held.encode("utf-16-le")) // 2 <= CELL_LIMIT
    assert held.rstrip("…") == letter * (len(held) - 1)
    missing = len(text) - len(held) + 1
    assert row["Notes"][1].startswith(f"Description is cut: {missing:,} more characters")
    assert csv_rows(tmp_path / "a.csv")[0]["Description"] == text
    assert json.loads((tmp_path / "a.json").read_bytes())[0]["description"] == text


def test_a_text_that_just_fits_is_not_cut(opened: Open, tmp_path: Path) -> None:
    opened("long", "x" * CELL_LIMIT)
    write(tmp_path / "a.xlsx", of_cases(Filter(), "newest"))
    ((row,),) = sheets(tmp_path / "a.xlsx")
    assert row["Description"][1] == "x" * CELL_LIMIT
    assert "Notes" not in row


def test_characters_that_xml_does_not_have_leave_the_sheet_readable(opened: Open, tmp_path: Path) -> None:
    opened("odd", "a\x01b\ufffec\uffffd\x1be_x0001_f")
    write(tmp_path / "a.xlsx", of_cases(Filter(), "newest"))
    ((row,),) = sheets(tmp_path / "a.xlsx")
    # Excel shows _x0001_ as the character, and _x005F_ as an underscore.
    assert row["Description"][1] == "a_x0001_b\ufffdc\ufffdd_x001B_e_x005F_x0001_f"


def test_a_full_sheet_is_followed_by_another(opened: Open, tmp_path: Path) -> None:
    sheet = XlsxSheet(tmp_path / "a.xlsx", CASES, rows=3)
    for number in range(5):
        sheet.add(opened(f"case {number}"), ())
    sheet.close()
    assert [[row["Number"][1] for row in rows] for rows in sheets(tmp_path / "a.xlsx")] == [
        ["1", "2"],
        ["3", "4"],
        ["5"],
    ]


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Anchorage"])
def test_the_ends_of_the_calendar_are_in_every_kind_of_sheet(opened: Open, tmp_path: Path, zone: str) -> None:
    case_actions.set_deadline([opened("first")], EARLIEST, "Ada")
    case_actions.set_deadline([opened("last")], LATEST, "Ada")
    with in_zone(zone):
        for name in ("a.xlsx", "a.csv", "a.json"):
            assert write(tmp_path / name, of_cases(Filter(), "newest")) == 2
    (rows,) = sheets(tmp_path / "a.xlsx")
    assert {row["Subject"][1]: row["Deadline"][1].partition(".")[0] for row in rows} == {
        "first": "2",  # nearly the first day that Excel knows
        "last": "2958465",  # 9999-12-31
    }


def test_every_sheet_has_an_auto_filter_over_all_of_its_rows(talked: Source, tmp_path: Path) -> None:
    write(tmp_path / "a.xlsx", of_cases(Filter(), "newest"))
    with ZipFile(tmp_path / "a.xlsx") as book:
        found = [
            sheet.attrib["ref"]
            for number in (1, 2)
            for sheet in ElementTree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml")).iter(f"{XML}autoFilter")
        ]
    assert found == ["A1:S2", "A1:H4"]
