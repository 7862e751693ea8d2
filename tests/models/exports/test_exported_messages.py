"""The messages of the cases that are exported."""

from __future__ import annotations

import json
from pathlib import Path

from models.cases import cases
from models.cases.case_filter import Filter
from models.exports.case_table import CASES, PAGE
from models.exports.export import write
from models.exports.listing import of_cases
from models.exports.message_document import of_message
from models.exports.message_table import MESSAGES
from models.exports.workbook import CELL_LIMIT, XlsxSheet
from models.messages import messages
from models.recording.report_writer import Source
from tests.models.exports.conftest import told_of
from tests.models.exports.exported_files import csv_rows, sheets


def test_a_workbook_has_the_messages_of_its_cases_on_a_sheet_of_their_own(talked: Source, tmp_path: Path) -> None:
    write(tmp_path / "a.xlsx", of_cases(Filter(), "newest"))
    ((case,),) = sheets(tmp_path / "a.xlsx")
    (rows,) = sheets(tmp_path / "a.xlsx", MESSAGES)
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
    (row,) = csv_rows(tmp_path / "a.csv")
    assert row["Text"] == "It is full"


def test_a_case_with_more_messages_than_a_page_has_all_of_them(talked: Source, tmp_path: Path) -> None:
    for number in range(2 * PAGE):
        told_of(talked, f"update {number}")
    for name in ("a.xlsx", "a.json"):
        write(tmp_path / name, of_cases(Filter(), "newest"))
    expected = ["It is full", "=1+1", "I look", *(f"update {number}" for number in range(2 * PAGE))]
    (rows,) = sheets(tmp_path / "a.xlsx", MESSAGES)
    assert [row["Text"][1] for row in rows] == expected
    (case,) = json.loads((tmp_path / "a.json").read_bytes())
    assert [message["text"] for message in case["messages"]] == expected


def test_messages_that_fill_a_sheet_go_on_on_another_and_a_cut_one_names_the_file_that_has_it(
    talked: Source, tmp_path: Path
) -> None:
    told_of(talked, "x" * (CELL_LIMIT + 1))
    sheet, case = XlsxSheet(tmp_path / "a.xlsx", CASES, rows=3), cases.find(talked.channel_id, 1)
    sheet.add(case, messages.of_case(case.id))
    sheet.close()
    first, second = sheets(tmp_path / "a.xlsx", MESSAGES)
    assert [row["Kind"][1] for row in (*first, *second)] == ["opening", "update", "comment", "update"]
    assert second[1]["Notes"][1] == "Text is cut: 2 more characters are in the JSON export."
