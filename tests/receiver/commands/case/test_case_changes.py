"""hookdeskctl case: what it does to cases, and who it can give them to."""

import getpass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.station import post
from tests.receiver.commands.conftest import Ctl


@pytest.fixture
def case(ctl: Ctl, channel: str, hook: str) -> str:
    """A channel with case 1."""
    post(hook, {"id": "disk", "text": "Disk full on host 7"})
    return channel


def shown(ctl: Ctl, channel: str, number: int = 1) -> Any:
    return ctl.json("case", "show", channel, str(number))


def last(ctl: Ctl, channel: str) -> tuple[str, str, str]:
    """The newest entry of the history of case 1."""
    entry = shown(ctl, channel)["history"][-1]
    return entry["action"], entry["detail"], entry["by"]


def local(*when: int) -> str:
    """A local time as JSON has it."""
    at = datetime(*when).astimezone(UTC)  # type: ignore[arg-type]
    return at.strftime("%Y-%m-%dT%H:%M:%S.000000Z")


def test_a_case_is_given_to_a_person_and_to_nobody(empty: Ctl, ctl: Ctl, case: str) -> None:
    ctl("person", "add", f"Ada {case}")
    assert f"assigned to Ada {case}" in ctl("case", "assign", case, "1", f"ada {case}")
    one = shown(ctl, case)
    assert (one["assignee"], one["assigned_by"]) == (f"Ada {case}", getpass.getuser())
    assert one["assigned_at"].endswith("Z")
    assert last(ctl, case) == ("assigned", f"Ada {case}", getpass.getuser())
    assert "to nobody" in ctl("case", "assign", case, "1", "--nobody")
    one = shown(ctl, case)
    assert (one["assignee"], one["assigned_by"], one["assigned_at"]) == (None, None, None)
    assert last(ctl, case)[:2] == ("assigned", "")


def test_a_name_that_nobody_has_and_no_name_are_told_apart(ctl: Ctl, case: str) -> None:
    unknown = ctl.run("case", "assign", case, "1", "Nobody Of This Name")
    assert (unknown.exit_code, unknown.stdout) == (1, "")
    assert "Nobody is called" in unknown.stderr
    assert ctl.run("case", "assign", case, "1").exit_code == 2
    assert ctl.run("case", "assign", case, "1", "Ada", "--nobody").exit_code == 2


def test_people_are_listed_by_name_and_taken_off_the_list(empty: Ctl) -> None:
    assert "person add" in empty.run("person", "list").stderr
    for name in ("Deniz", "Ada"):
        empty("person", "add", name)
    assert empty.json("person", "list") == [{"name": "Ada"}, {"name": "Deniz"}]
    assert empty.run("person", "add", "ada").exit_code == 1
    empty("person", "remove", "ADA")
    assert "Ada" not in empty("person", "list")
    assert empty.run("person", "remove", "Ada").exit_code == 1


@pytest.mark.parametrize("typed", ["very-high", "Very High", "VERY-HIGH"])
def test_a_priority_is_set_by_its_name(ctl: Ctl, case: str, typed: str) -> None:
    ctl("case", "priority", case, "1", typed)
    assert shown(ctl, case)["priority"] == "Very High"
    assert last(ctl, case)[:2] == ("priority", "Very High")
    wrong = ctl.run("case", "priority", case, "1", "urgent")
    assert wrong.exit_code == 2
    assert "very-high" in wrong.stderr


def test_a_deadline_is_a_day_to_its_end_or_a_time(ctl: Ctl, case: str) -> None:
    ctl("case", "deadline", case, "1", "2027-03-20")
    assert shown(ctl, case)["deadline"] == local(2027, 3, 20, 23, 59)
    ctl("case", "deadline", case, "1", "2027-03-20T17:00")
    assert shown(ctl, case)["deadline"] == local(2027, 3, 20, 17)
    ctl("case", "deadline", case, "1", "2027-03-20T17:00+02:00")
    assert shown(ctl, case)["deadline"] == "2027-03-20T15:00:00.000000Z"
    ctl("case", "deadline", case, "1", "--none")
    assert shown(ctl, case)["deadline"] is None
    assert [entry["action"] for entry in shown(ctl, case)["history"]] == ["deadline"] * 4
    for wrong in (["tomorrow"], [], ["2027-03-20", "--none"], ["0001-01-01T00:00+23:00"]):
        assert ctl.run("case", "deadline", case, "1", *wrong).exit_code == 2, wrong


def test_a_comment_is_a_message_of_the_case(ctl: Ctl, case: str) -> None:
    ctl("case", "comment", case, "1", "I look at it")
    message = shown(ctl, case)["messages"][-1]
    assert (message["kind"], message["text"], message["author"]) == ("comment", "I look at it", getpass.getuser())
    assert ctl.run("case", "comment", case, "1", "  ").exit_code == 1


def test_files_go_along_with_a_comment_and_are_saved_again(ctl: Ctl, case: str, tmp_path: Path) -> None:
    log = tmp_path / "invoice.pdf"
    log.write_bytes(b"MZ a program" * 1000)
    note = tmp_path / "note.txt"
    note.write_text("measured")
    said = ctl("case", "comment", case, "1", "see these", "--attach", str(log), "--attach", str(note))
    assert "has your comment with 2 files" in said
    message = ctl.json("case", "show", case, "1")["messages"][-1]
    assert message["text"] == "see these"
    program, text = message["attachments"]
    assert [(one["displayName"], one["state"], one["size"]) for one in (program, text)] == [
        ("invoice.pdf", "kept", 12_000),
        ("note.txt", "kept", 8),
    ]
    assert program["content_type"] == "application/vnd.microsoft.portable-executable"
    ctl("attachment", "save", str(program["attachment"]), str(tmp_path / "back"))
    assert (tmp_path / "back").read_bytes() == log.read_bytes()
    ctl("case", "comment", case, "1", "--attach", str(note))
    assert ctl.json("case", "show", case, "1")["messages"][-1]["text"] == ""


def test_a_file_that_cannot_be_read_leaves_no_comment(ctl: Ctl, case: str, tmp_path: Path) -> None:
    before = ctl.json("case", "show", case, "1")
    for path in (tmp_path, tmp_path / "none"):
        done = ctl.run("case", "comment", case, "1", "see", "--attach", str(path))
        assert (done.exit_code, "is not a file" in done.stderr) == (1, True)
    assert ctl.run("case", "comment", case, "1").exit_code == 2
    assert ctl.json("case", "show", case, "1") == before


def test_a_case_is_closed_with_a_last_word_by_the_person_of_the_desk(ctl: Ctl, case: str) -> None:
    ctl("case", "close", case, "1", "--comment", "Space was freed", HOOKDESK_PERSON="Deniz")
    one = shown(ctl, case)
    assert (one["state"], one["closed_by"]) == ("closed", "Deniz")
    assert [message["text"] for message in one["messages"]] == ["Disk full on host 7", "Space was freed"]
    assert one["messages"][-1]["author"] == "Deniz"


def test_a_moved_case_is_found_by_its_old_number_and_takes_its_reports_along(ctl: Ctl, case: str, hook: str) -> None:
    ctl("channel", "add", f"{case} other")
    assert f'#1 of "{case} other" now' in ctl("case", "move", case, "1", f"{case} other")
    assert shown(ctl, case)["channel"] == f"{case} other"
    assert post(hook, {"references": ["disk"], "text": "full again"}).body["case"] == 1
    assert len(shown(ctl, f"{case} other")["messages"]) == 2
    assert ctl.json("case", "list", case) == []
    assert "there already" in ctl("case", "move", case, "1", f"{case} other")


def test_merged_cases_are_one_under_all_their_numbers(ctl: Ctl, case: str, hook: str) -> None:
    for number in (2, 3):
        post(hook, {"id": f"disk {number}", "text": f"Disk full on host {number}"})
    assert "3 messages of 3 cases" in ctl("case", "merge", case, "3", "1", "2", "3")
    assert [one["number"] for one in ctl.json("case", "list", case)] == [1]
    assert {shown(ctl, case, number)["number"] for number in (1, 2, 3)} == {1}
    assert post(hook, {"references": ["disk 3"], "text": "more"}).body["case"] == 1
    alone = ctl.run("case", "merge", case, "1", "2")
    assert alone.exit_code == 1
    assert "two cases or more" in alone.stderr


def test_a_person_reads_what_was_done(ctl: Ctl, case: str) -> None:
    ctl("person", "add", f"Ada {case}")
    ctl("case", "assign", case, "1", f"Ada {case}")
    ctl("case", "priority", case, "1", "high")
    ctl("case", "deadline", case, "1", "2027-03-20T17:00")
    ctl("case", "deadline", case, "1", "--none")
    head, _, rest = ctl("case", "show", case, "1").partition("\n\n")
    assert "priority High" in head
    assert f"assigned to Ada {case}" in head
    for words in (
        f"assigned to Ada {case} by {getpass.getuser()}",
        "priority set to High by",
        "deadline set to 2027-03-20 17:00:00 by",
        "deadline taken away by",
    ):
        assert words in rest
