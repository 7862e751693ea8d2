"""Exports: what a list has, all of it, with types; text is never a formula, and nothing is cut without a word."""

from __future__ import annotations

import csv
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import time
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from models.cases import case_actions, cases, comments, people
from models.cases.case_filter import Filter
from models.cases.case_pages import every
from models.cases.cases import Case
from models.channels import channels
from models.database import connection, execute, transactions, writing
from models.exports.case_document import of_case
from models.exports.case_table import CASES, PAGE
from models.exports.export import STEP, write
from models.exports.listing import of_cases
from models.exports.message_document import of_message
from models.exports.message_table import MESSAGES
from models.exports.table import Table
from models.exports.workbook import CELL_LIMIT, XlsxSheet
from models.messages import messages
from models.problems import Problem
from models.recording.report_writer import Source, record
from models.report import Attachment, Report
from tests.models.conftest import close_case
from tests.zones import EARLIEST, LATEST, in_zone

Open = Callable[..., Case]
XML = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
CELL = re.compile(r"([A-Z]+)(\d+)")
WHEN = datetime(2026, 5, 6, 7, 8, tzinfo=UTC)


@pytest.fixture
def opened(source: Source) -> Open:
    """Open a case by a report, and give it a description."""

    def run(subject: str, description: str = "") -> Case:
        with writing():
            outcome = record(source, Report(id=f"{subject[:90]}", text="text", subject=subject))
        case = cases.find(source.channel_id, outcome.case or 0)
        return case_actions.set_description(case, description, "Ada").cases[0] if description else case

    return run


def _sheets(path: Path, table: Table[Any] = CASES) -> list[list[dict[str, tuple[str, str]]]]:
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


def _csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_sheet_has_numbers_times_and_texts_as_such(opened: Open, tmp_path: Path) -> None:
    case = opened("Disk full", "It is\nthe big one")
    case = case_actions.set_deadline([case], WHEN, "Ada").cases[0]
    case_actions.assign([case], people.add("Deniz"), "Ada")
    assert write(tmp_path / "a.xlsx", of_cases(Filter(), "newest")) == 1
    ((row,),) = _sheets(tmp_path / "a.xlsx")
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
    ((row,),) = _sheets(tmp_path / "a.xlsx")
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
    ((row,),) = _sheets(tmp_path / "a.xlsx")
    assert row["Subject"][1] == row["Description"][1] == text
    with ZipFile(tmp_path / "a.xlsx") as book:
        assert b"hyperlink" not in book.read("xl/worksheets/sheet1.xml")
    harmless = text[0] in "h{"
    assert _csv(tmp_path / "a.csv")[0]["Subject"] == (text if harmless else f"'{text}")
    assert json.loads((tmp_path / "a.json").read_bytes())[0]["subject"] == text


@pytest.mark.parametrize("mark", [",", ";", "\t", "|", "\n", "; ", ';"'])
def test_what_begins_like_a_formula_behind_a_separator_gets_an_apostrophe(
    opened: Open, tmp_path: Path, mark: str
) -> None:
    opened("harmless", f"a{mark}=1+1")
    write(tmp_path / "a.csv", of_cases(Filter(), "newest"))
    assert _csv(tmp_path / "a.csv")[0]["Description"] == f"a{mark[0]}'{mark[1:]}=1+1"


@pytest.mark.parametrize("letter", ["x", "ğ", "漢", "😀"])
def test_a_text_that_a_cell_cannot_hold_is_cut_with_a_note_and_whole_elsewhere(
    opened: Open, tmp_path: Path, letter: str
) -> None:
    text = letter * (CELL_LIMIT + 5)
    opened("long", text)
    for name in ("a.xlsx", "a.csv", "a.json"):
        write(tmp_path / name, of_cases(Filter(), "newest"))
    ((row,),) = _sheets(tmp_path / "a.xlsx")
    held = row["Description"][1]
    assert len(held.encode("utf-16-le")) // 2 <= CELL_LIMIT
    assert held.rstrip("…") == letter * (len(held) - 1)
    missing = len(text) - len(held) + 1
    assert row["Notes"][1].startswith(f"Description is cut: {missing:,} more characters")
    assert _csv(tmp_path / "a.csv")[0]["Description"] == text
    assert json.loads((tmp_path / "a.json").read_bytes())[0]["description"] == text


def test_a_text_that_just_fits_is_not_cut(opened: Open, tmp_path: Path) -> None:
    opened("long", "x" * CELL_LIMIT)
    write(tmp_path / "a.xlsx", of_cases(Filter(), "newest"))
    ((row,),) = _sheets(tmp_path / "a.xlsx")
    assert row["Description"][1] == "x" * CELL_LIMIT
    assert "Notes" not in row


def test_characters_that_xml_does_not_have_leave_the_sheet_readable(opened: Open, tmp_path: Path) -> None:
    opened("odd", "a\x01b\ufffec\uffffd\x1be_x0001_f")
    write(tmp_path / "a.xlsx", of_cases(Filter(), "newest"))
    ((row,),) = _sheets(tmp_path / "a.xlsx")
    # Excel shows _x0001_ as the character, and _x005F_ as an underscore.
    assert row["Description"][1] == "a_x0001_b\ufffdc\ufffdd_x001B_e_x005F_x0001_f"


def test_a_full_sheet_is_followed_by_another(opened: Open, tmp_path: Path) -> None:
    sheet = XlsxSheet(tmp_path / "a.xlsx", CASES, rows=3)
    for number in range(5):
        sheet.add(opened(f"case {number}"), ())
    sheet.close()
    assert [[row["Number"][1] for row in rows] for rows in _sheets(tmp_path / "a.xlsx")] == [
        ["1", "2"],
        ["3", "4"],
        ["5"],
    ]


@pytest.mark.parametrize("ending", [".xlsx", ".csv", ".json", ".CSV"])
def test_an_export_has_what_the_list_has_in_its_order(
    opened: Open, source: Source, tmp_path: Path, ending: str
) -> None:
    for number in range(STEP + 7):
        opened(f"case {number}")
    for number in range(1, 30, 3):
        case = cases.find(source.channel_id, number)
        case_actions.set_priority([case], number % 6, "Ada")
    close_case(cases.find(source.channel_id, 2).id, "Ada")
    asked = Filter(source.channel_id, state="open")
    path = tmp_path / f"cases{ending}"
    listed = [case.number for case in every(asked, order="priority")]
    assert len(listed) == STEP + 6
    assert write(path, of_cases(asked, "priority")) == len(listed)
    assert _numbers(path) == listed


def _numbers(path: Path) -> list[int]:
    if path.suffix == ".xlsx":
        return [int(row["Number"][1]) for rows in _sheets(path) for row in rows]
    if path.suffix == ".json":
        return [case["number"] for case in json.loads(path.read_bytes())]
    return [int(row["Number"]) for row in _csv(path)]


def test_json_has_the_keys_of_scripts_and_csv_the_same_times(opened: Open, tmp_path: Path) -> None:
    case = opened('Ümit\'s "disk", 漢字', "line\nline")
    case = case_actions.set_deadline([case], WHEN, "Ada").cases[0]
    for name in ("a.json", "a.csv"):
        write(tmp_path / name, of_cases(Filter(), "newest"))
    (kept,) = json.loads((tmp_path / "a.json").read_bytes())
    told = kept.pop("messages")
    assert kept == of_case(case)
    assert [message["text"] for message in told] == ["text"]
    (row,) = _csv(tmp_path / "a.csv")
    assert row["Deadline"] == kept["deadline"] == "2026-05-06T07:08:00.000000Z"
    assert row["Subject"] == case.subject
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_an_empty_list_makes_a_whole_file(desk: Path, tmp_path: Path) -> None:
    for name in ("a.xlsx", "a.csv", "a.json"):
        assert write(tmp_path / name, of_cases(Filter(), "newest")) == 0
    assert _sheets(tmp_path / "a.xlsx") == [[]]
    assert _csv(tmp_path / "a.csv") == []
    assert json.loads((tmp_path / "a.json").read_bytes()) == []


def test_progress_is_told_and_a_stop_leaves_what_was_there(opened: Open, tmp_path: Path) -> None:
    for number in range(STEP + 1):
        opened(f"case {number}")
    told: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> bool:
        told.append((done, total))
        return done == 0

    for name in ("a.xlsx", "a.csv", "a.json"):
        path = tmp_path / name
        path.write_bytes(b"older")
        assert write(path, of_cases(Filter(), "newest"), stop) is None
        assert path.read_bytes() == b"older"
    assert told == [(0, STEP + 1), (STEP, STEP + 1)] * 3
    assert sorted(file.name for file in tmp_path.glob("*a.*")) == ["a.csv", "a.json", "a.xlsx"]


def test_an_export_is_of_one_moment(opened: Open, source: Source, tmp_path: Path) -> None:
    for number in range(2 * STEP + 50):
        opened(f"case {number}")

    def meanwhile(done: int, total: int) -> bool:
        if done == STEP:  # what would go to the top of the list, and be missing or twice
            _elsewhere(lambda: close_case(cases.find(source.channel_id, 1).id, "Ada"))
        return True

    assert write(tmp_path / "a.json", of_cases(Filter(state="open"), "updated"), meanwhile) == 2 * STEP + 50
    assert sorted(_numbers(tmp_path / "a.json")) == list(range(1, 2 * STEP + 51))
    assert cases.find(source.channel_id, 1).state == "closed"


@pytest.mark.sqlite_only
def test_a_long_export_goes_on_to_later_moments_with_each_case_once_and_lets_the_log_be_emptied(
    opened: Open, source: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transactions, "LONGEST_READ", 0.0)
    for number in range(2 * STEP + 50):
        opened(f"case {number}")
    left = list[int]()

    def meanwhile(done: int, total: int) -> bool:
        if done == STEP:  # to the top of the list, which was read already, and to where it is still to be read
            _elsewhere(lambda: case_actions.set_priority([cases.find(source.channel_id, 1)], 2, "Ada"))
        if done == 2 * STEP:
            left.append(_elsewhere(_frames_in_use))
        return True

    assert write(tmp_path / "a.json", of_cases(Filter(), "updated"), meanwhile) == 2 * STEP + 50
    assert sorted(_numbers(tmp_path / "a.json")) == list(range(1, 2 * STEP + 51))
    assert left == [0]


def _frames_in_use() -> int:
    """How much of the write-ahead log cannot be brought into the file, as somebody reads an earlier moment."""
    with connection():
        _, frames, done = execute("PRAGMA wal_checkpoint(PASSIVE)")[0]
    return int(frames - done)


def _elsewhere(work: Callable[[], Any]) -> Any:
    """On another thread, so with a connection of its own."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


@pytest.mark.parametrize("name", ["cases", "cases.pdf", "gone/cases.xlsx", "gone/cases.csv", "folder.csv"])
def test_a_file_that_cannot_be_written_is_a_problem_and_nothing_is_left(
    opened: Open, tmp_path: Path, name: str
) -> None:
    opened("case")
    place = tmp_path / "place"
    (place / "folder.csv").mkdir(parents=True)
    with pytest.raises(Problem) as problem:
        write(place / name, of_cases(Filter(), "newest"))
    assert "database" not in str(problem.value)
    assert [one.name for one in place.iterdir()] == ["folder.csv"]


def test_cases_of_removed_channels_are_in_no_export(opened: Open, source: Source, tmp_path: Path) -> None:
    opened("case")
    channels.remove(source.channel_id)
    told: list[tuple[int, int]] = []

    def go_on(done: int, total: int) -> bool:
        told.append((done, total))
        return True

    assert write(tmp_path / "a.json", of_cases(Filter(), "newest"), go_on) == 0
    assert told == [(0, 0)]


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Anchorage"])
def test_the_ends_of_the_calendar_are_in_every_kind_of_sheet(opened: Open, tmp_path: Path, zone: str) -> None:
    case_actions.set_deadline([opened("first")], EARLIEST, "Ada")
    case_actions.set_deadline([opened("last")], LATEST, "Ada")
    with in_zone(zone):
        for name in ("a.xlsx", "a.csv", "a.json"):
            assert write(tmp_path / name, of_cases(Filter(), "newest")) == 2
    (rows,) = _sheets(tmp_path / "a.xlsx")
    assert {row["Subject"][1]: row["Deadline"][1].partition(".")[0] for row in rows} == {
        "first": "2",  # nearly the first day that Excel knows
        "last": "2958465",  # 9999-12-31
    }


@pytest.mark.skipif(os.name == "nt", reason="there it goes when it is a day old")
def test_what_a_killed_export_left_goes_with_the_next_one(opened: Open, tmp_path: Path) -> None:
    opened("case")
    _kill_an_export(tmp_path / "cases.csv")
    living = tmp_path / f".cases.csv.{os.getppid()}.hookdesk-part"
    living.touch()
    assert len(list(tmp_path.glob(".cases.csv.*"))) == 2
    assert write(tmp_path / "cases.csv", of_cases(Filter(), "newest")) == 1
    assert list(tmp_path.glob(".cases.csv.*")) == [living]


@pytest.mark.skipif(os.name == "nt", reason="there nobody can be killed like that")
def test_what_killed_exports_left_in_a_folder_goes_when_it_is_a_day_old(opened: Open, tmp_path: Path) -> None:
    opened("case")
    _kill_an_export(tmp_path / "old.xlsx")
    _kill_an_export(tmp_path / "young.xlsx")
    strangers = tmp_path / ".of.somebody.else.1.part"
    strangers.touch()
    old, young = tmp_path.glob(".old.xlsx.*"), next(tmp_path.glob(".young.xlsx.*"))
    for file in (*old, strangers):
        os.utime(file, (time() - 2 * 86_400,) * 2)
    assert write(tmp_path / "cases.csv", of_cases(Filter(), "newest")) == 1
    assert sorted(tmp_path.glob(".*.*part")) == sorted([strangers, young])


def _kill_an_export(path: Path) -> None:
    """Have another process export to a file, and end itself in the middle as kill -9 would."""
    text = (
        "import os, signal, sys; from pathlib import Path; from models.database import open_database;"
        "from models.cases.case_filter import Filter; from models.exports.export import write;"
        "from models.exports.listing import of_cases; open_database(sys.argv[1]);"
        "write(Path(sys.argv[2]), of_cases(Filter(), 'newest'), lambda *_: os.kill(os.getpid(), signal.SIGKILL))"
    )
    database = path.parent / "another.db"
    assert subprocess.run([sys.executable, "-c", text, database, path], check=False).returncode == -signal.SIGKILL
    assert len(list(path.parent.glob(f".{path.name}.*"))) == 1


def _told(source: Source, text: str, *attachments: Attachment) -> None:
    """An update of the case "root"."""
    with writing():
        record(source, Report(references=("root",), text=text, attachments=attachments))


@pytest.fixture
def talked(source: Source) -> Source:
    """A case with an opening, an update that looks like a formula, and a comment."""
    with writing():
        record(source, Report(id="root", text="It is full", subject="Disk full"))
    _told(
        source, "=1+1", Attachment("file", "log", "txt", "https://example.org/log"), Attachment("link", None, None, "b")
    )
    comments.add(cases.find(source.channel_id, 1), "I look", "Ada")
    return source


def test_a_workbook_has_the_messages_of_its_cases_on_a_sheet_of_their_own(talked: Source, tmp_path: Path) -> None:
    write(tmp_path / "a.xlsx", of_cases(Filter(), "newest"))
    ((case,),) = _sheets(tmp_path / "a.xlsx")
    (rows,) = _sheets(tmp_path / "a.xlsx", MESSAGES)
    assert case["Text"][1] == "It is full"
    assert [row["Text"][1] for row in rows] == ["It is full", "=1+1", "I look"]
    assert [row["Who"][1] for row in rows] == [talked.purpose, talked.purpose, "Ada"]
    assert [row["Kind"][1] for row in rows] == ["opening", "update", "comment"]
    assert [row["Case"] for row in rows] == [("n", "1")] * 3
    assert rows[1]["Attachments"][1] == "log.txt https://example.org/log (waiting)\nb"
    assert all(row["Channel"][1] == "Operations" and row["Time"][0] == "n" for row in rows)


def test_json_has_the_messages_of_a_case_and_csv_the_text_of_its_opening(talked: Source, tmp_path: Path) -> None:
    for name in ("a.json", "a.csv"):
        write(tmp_path / name, of_cases(Filter(), "newest"))
    (case,) = json.loads((tmp_path / "a.json").read_bytes())
    assert case["messages"] == [of_message(one) for one in messages.of_case(cases.find(talked.channel_id, 1).id)]
    (row,) = _csv(tmp_path / "a.csv")
    assert row["Text"] == "It is full"


def test_a_case_with_more_messages_than_a_page_has_all_of_them(talked: Source, tmp_path: Path) -> None:
    for number in range(2 * PAGE):
        _told(talked, f"update {number}")
    for name in ("a.xlsx", "a.json"):
        write(tmp_path / name, of_cases(Filter(), "newest"))
    expected = ["It is full", "=1+1", "I look", *(f"update {number}" for number in range(2 * PAGE))]
    (rows,) = _sheets(tmp_path / "a.xlsx", MESSAGES)
    assert [row["Text"][1] for row in rows] == expected
    (case,) = json.loads((tmp_path / "a.json").read_bytes())
    assert [message["text"] for message in case["messages"]] == expected


def test_an_export_can_be_stopped_among_the_messages_of_one_case(talked: Source, tmp_path: Path) -> None:
    for number in range(STEP):
        _told(talked, f"update {number}")
    told: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> bool:
        told.append((done, total))
        return len(told) == 1

    assert write(tmp_path / "a.json", of_cases(Filter(), "newest"), stop) is None
    assert told == [(0, 1), (0, 1)]
    assert list(tmp_path.glob("*a.*")) == []


def test_every_sheet_has_an_auto_filter_over_all_of_its_rows(talked: Source, tmp_path: Path) -> None:
    write(tmp_path / "a.xlsx", of_cases(Filter(), "newest"))
    with ZipFile(tmp_path / "a.xlsx") as book:
        found = [
            sheet.attrib["ref"]
            for number in (1, 2)
            for sheet in ElementTree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml")).iter(f"{XML}autoFilter")
        ]
    assert found == ["A1:S2", "A1:H4"]


def test_messages_that_fill_a_sheet_go_on_on_another_and_a_cut_one_names_the_file_that_has_it(
    talked: Source, tmp_path: Path
) -> None:
    _told(talked, "x" * (CELL_LIMIT + 1))
    sheet, case = XlsxSheet(tmp_path / "a.xlsx", CASES, rows=3), cases.find(talked.channel_id, 1)
    sheet.add(case, messages.of_case(case.id))
    sheet.close()
    first, second = _sheets(tmp_path / "a.xlsx", MESSAGES)
    assert [row["Kind"][1] for row in (*first, *second)] == ["opening", "update", "comment", "update"]
    assert second[1]["Notes"][1] == "Text is cut: 2 more characters are in the JSON export."
