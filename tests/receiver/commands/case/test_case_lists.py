"""hookdeskctl case: filters, orders, search and export."""

import csv
import json
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.end_to_end.station import post
from tests.receiver.commands.conftest import Ctl


@pytest.fixture
def four(ctl: Ctl, channel: str, hook: str) -> str:
    """A channel with four cases: 2 is high, 3 critical and Ada's, 4 overdue and closed."""
    for number in (1, 2, 3, 4):
        post(hook, {"id": f"id{number}", "text": f"Trouble {number}\nIstanbul ve İzmir {number}"})
    ctl("person", "add", f"Ada {channel}")
    ctl("case", "priority", channel, "2", "high")
    ctl("case", "priority", channel, "3", "critical")
    ctl("case", "assign", channel, "3", f"Ada {channel}")
    ctl("case", "deadline", channel, "3", "2020-01-01")
    ctl("case", "deadline", channel, "4", "2019-01-01")
    ctl("case", "close", channel, "4")
    return channel


def test_filters_combine_and_every_order_is_kept(ctl: Ctl, four: str, hook: str) -> None:
    def numbers(*flags: str) -> list[int]:
        return [case["number"] for case in ctl.json("case", "list", four, *flags)]

    assert numbers("--assignee", f"ada {four}") == [3]
    assert numbers("--nobody") == [4, 2, 1]
    assert numbers("--nobody", "--state", "open") == [2, 1]
    assert numbers("--priority", "high", "--priority", "critical") == [3, 2]
    assert numbers("--priority", "none") == [4, 1]
    assert numbers("--overdue") == [3]
    assert numbers("--hook", hook) == [4, 3, 2, 1]
    assert numbers("--order", "priority") == [3, 2, 4, 1]
    assert numbers("--order", "deadline") == [4, 3, 2, 1]
    assert numbers("--order", "assignee") == [3, 4, 2, 1]
    assert numbers("--order", "updated")[0] == 4
    assert numbers("--created", "2020-01-01..") == [4, 3, 2, 1]
    assert numbers("--created", "..2020-01-01") == numbers("--updated", "2019-01-01..2020-01-01") == []
    assert numbers("--closed", "2020-01-01..") == [4]
    for wrong in ("2020", "..", "x..y", "2020-01-01...2021-01-01"):
        assert ctl.run("case", "list", four, "--created", wrong).exit_code == 2, wrong
    assert ctl.run("case", "list", four, "--assignee", "Nobody Of This Name").exit_code == 1


def test_a_span_of_one_day_holds_all_of_it(ctl: Ctl, four: str) -> None:
    day = ctl.json("case", "list", four)[0]["created_at"]
    exact = f"{day}..{day}"
    assert ctl.json("case", "list", four, "--created", exact) == []
    today = datetime.fromisoformat(day).astimezone().date()
    assert len(ctl.json("case", "list", four, "--created", f"{today}..{today}")) == 4


def test_search_finds_cases_by_number_and_words_then_messages_with_the_words_around(ctl: Ctl, four: str) -> None:
    def hits(*words: str) -> list[tuple[int | None, str | None]]:
        return [(one["case"], one["hit"]) for one in ctl.json("case", "search", *words, "--channel", four)]

    assert hits("#3") == [(3, None), (3, "3")]
    assert hits("trouble", "2") == [(2, None), (2, "Trouble")]
    assert hits("İSTANBUL", "4") == [(4, "Istanbul")]
    assert hits("izm") == [(number, "İzm") for number in (4, 3, 2, 1)]
    assert len(hits("izm", "--limit", "3")) == 3
    assert hits("id2") == [(2, "")]
    assert hits("nowhere") == []
    whole = ctl.json("case", "search", "izmir", "4", "--channel", four)[0]
    assert (whole["before"], whole["after"]) == ("Trouble 4\nIstanbul ve ", " 4")
    assert "Nothing was found" in ctl.run("case", "search", "nowhere", "--channel", four).stderr
    table = ctl("case", "search", "trouble", "--channel", four)
    assert [line.split()[0] for line in table.splitlines()[1:5]] == ["#4", "#3", "#2", "#1"]


@pytest.mark.parametrize("ending", ["xlsx", "csv", "json"])
def test_export_writes_what_the_list_has(ctl: Ctl, four: str, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"cases.{ending}"
    flags = (four, "--state", "open", "--order", "priority")
    done = ctl.run("case", "export", *flags, "--output", str(path))
    assert (done.exit_code, done.stdout) == (0, "")
    assert "Wrote 3 cases" in done.stderr
    listed = ctl.json("case", "list", *flags)
    if ending == "json":
        exported = json.loads(path.read_bytes())
        assert [len(one.pop("messages")) for one in exported] == [one["message_count"] for one in listed]
        assert exported == listed
    elif ending == "csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            assert [row["Number"] for row in csv.DictReader(file)] == ["3", "2", "1"]
    else:
        with ZipFile(path) as book:
            sheet = book.read("xl/worksheets/sheet1.xml").decode()
        places = [sheet.index(f"Trouble {number}<") for number in (3, 2, 1)]
        assert places == sorted(places)


def test_an_export_to_nowhere_is_a_problem_and_of_no_kind_wrong_usage(ctl: Ctl, four: str, tmp_path: Path) -> None:
    gone = ctl.run("case", "export", four, "--output", str(tmp_path / "gone" / "a.csv"))
    assert gone.exit_code == 1
    assert "could not be written" in gone.stderr
    assert ctl.run("case", "export", four, "--output", str(tmp_path / "a.pdf")).exit_code == 2
    assert ctl.run("case", "export", four).exit_code == 2
