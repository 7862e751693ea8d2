"""Exports: what a list has, all of it, in every kind of file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models.cases import case_actions, cases
from models.cases.case_filter import Filter
from models.cases.case_pages import every
from models.channels import channels
from models.exports.case_document import of_case
from models.exports.export import STEP, write
from models.exports.listing import of_cases
from models.recording.report_writer import Source
from tests.models.conftest import close_case
from tests.models.exports.conftest import Open
from tests.models.exports.exported_files import WHEN, csv_rows, numbers, sheets


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
    assert numbers(path) == listed


def test_json_has_the_keys_of_scripts_and_csv_the_same_times(opened: Open, tmp_path: Path) -> None:
    case = opened('Ümit\'s "disk", 漢字', "line\nline")
    case = case_actions.set_deadline([case], WHEN, "Ada").cases[0]
    for name in ("a.json", "a.csv"):
        write(tmp_path / name, of_cases(Filter(), "newest"))
    (kept,) = json.loads((tmp_path / "a.json").read_bytes())
    told = kept.pop("messages")
    assert kept == of_case(case)
    assert [message["text"] for message in told] == ["text"]
    (row,) = csv_rows(tmp_path / "a.csv")
    assert row["Deadline"] == kept["deadline"] == "2026-05-06T07:08:00.000000Z"
    assert row["Subject"] == case.subject
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_an_empty_list_makes_a_whole_file(desk: Path, tmp_path: Path) -> None:
    for name in ("a.xlsx", "a.csv", "a.json"):
        assert write(tmp_path / name, of_cases(Filter(), "newest")) == 0
    assert sheets(tmp_path / "a.xlsx") == [[]]
    assert csv_rows(tmp_path / "a.csv") == []
    assert json.loads((tmp_path / "a.json").read_bytes()) == []


def test_cases_of_removed_channels_are_in_no_export(opened: Open, source: Source, tmp_path: Path) -> None:
    opened("case")
    channels.remove(source.channel_id)
    told: list[tuple[int, int]] = []

    def go_on(done: int, total: int) -> bool:
        told.append((done, total))
        return True

    assert write(tmp_path / "a.json", of_cases(Filter(), "newest"), go_on) == 0
    assert told == [(0, 0)]
