"""hookdeskctl case."""

import getpass

import pytest

from tests.end_to_end.station import post
from tests.receiver.commands.conftest import Ctl


@pytest.fixture
def two_cases(ctl: Ctl, channel: str, hook: str) -> str:
    """A channel with case 1, closed, and case 2, open and updated once."""
    post(hook, {"id": "disk", "text": "Disk full on host 7\nmore of it"})
    post(hook, {"id": "backup", "text": "failed", "subject": "Backup failed"})
    post(hook, {"id": "again", "references": ["backup"], "text": "failed again"})
    ctl("case", "close", channel, "1")
    return channel


def test_list_shows_the_states_that_are_asked_for(ctl: Ctl, two_cases: str) -> None:
    def numbers(*flags: str) -> list[int]:
        return [case["number"] for case in ctl.json("case", "list", two_cases, *flags)]

    assert numbers() == numbers("--state", "all") == [2, 1]
    assert numbers("--state", "open") == [2]
    assert numbers("--state", "closed") == [1]
    assert numbers("--limit", "1") == [2]
    assert ctl.run("case", "list", two_cases, "--state", "new").exit_code == 2
    assert (two_cases, 2) in [(case["channel"], case["number"]) for case in ctl.json("case", "list")]


def test_a_case_has_its_documented_keys(ctl: Ctl, two_cases: str) -> None:
    backup, disk = ctl.json("case", "list", two_cases)
    assert backup["subject"] == "Backup failed"
    assert (backup["state"], backup["closed_at"], backup["closed_by"]) == ("open", None, None)
    assert backup["created_at"] < backup["updated_at"]
    assert (disk["channel"], disk["subject"], disk["state"]) == (two_cases, "Disk full on host 7", "closed")
    assert disk["closed_at"].endswith("Z")
    assert disk["closed_by"] == getpass.getuser()
    assert disk["opened_by"] == "Nightly backup"


def test_show_prints_no_more_messages_than_are_asked_for_the_newest(ctl: Ctl, two_cases: str) -> None:
    def texts(*flags: str) -> list[str]:
        return [one["text"] for one in ctl.json("case", "show", two_cases, "2", *flags)["messages"]]

    assert texts("--limit", "1") == ["failed again"]
    assert texts("--limit", "2") == texts("--limit", "3") == texts() == ["failed", "failed again"]
    assert "newest 1 of 2 messages" in ctl.run("case", "show", two_cases, "2", "--limit", "1").stderr


def test_show_has_the_messages_and_the_history_oldest_first(ctl: Ctl, two_cases: str) -> None:
    ctl("case", "close", two_cases, "2")
    ctl("case", "reopen", two_cases, "2")
    shown = ctl.json("case", "show", two_cases, "2")
    only_shown = ("messages", "history", "links", "keys")
    assert {key: shown[key] for key in shown if key not in only_shown} == ctl.json("case", "list", two_cases)[0]
    assert [(one["kind"], one["text"]) for one in shown["messages"]] == [
        ("opening", "failed"),
        ("update", "failed again"),
    ]
    assert [(entry["action"], entry["by"]) for entry in shown["history"]] == [
        ("closed", getpass.getuser()),
        ("reopened", getpass.getuser()),
    ]
    assert sorted(shown["history"][0]) == ["action", "at", "by", "detail"]


def test_an_update_reopens_a_closed_case_and_the_history_says_so(ctl: Ctl, two_cases: str, hook: str) -> None:
    assert post(hook, {"references": ["disk"], "text": "full again"}).body["case"] == 1
    shown = ctl.json("case", "show", two_cases, "1")
    assert (shown["state"], shown["closed_at"]) == ("open", None)
    assert [(entry["action"], entry["by"]) for entry in shown["history"]] == [
        ("closed", getpass.getuser()),
        ("reopened", "Nightly backup"),
    ]


def test_close_and_reopen_say_what_happened_also_when_nothing_did(ctl: Ctl, two_cases: str) -> None:
    assert "#2" in ctl("case", "close", two_cases, "2")
    assert "closed already" in ctl("case", "close", two_cases, "2")
    assert "open again" in ctl("case", "reopen", two_cases, "2")
    assert "open already" in ctl("case", "reopen", two_cases, "2")


def test_a_person_reads_the_timeline_in_order(ctl: Ctl, two_cases: str, hook: str) -> None:
    link = {"@type": "link", "displayName": "Graph", "url": "http://myserver/graph"}
    post(hook, {"references": ["disk"], "text": "full again", "attachments": [link]})
    shown = ctl("case", "show", two_cases, "1")
    places = [
        shown.index(words)
        for words in (
            "#1  Disk full on host 7",
            "    more of it",
            "closed by",
            "reopened by Nightly backup",
            "    full again",
            "    link: Graph http://myserver/graph",
        )
    ]
    assert places == sorted(places)


def test_a_key_is_shown_with_how_often_it_was_seen_and_what_came_before(ctl: Ctl, channel: str, hook: str) -> None:
    ctl("hook", "set", hook, "--reopen-within", "0")
    trouble = {"key": "host7/disk", "text": "full"}
    for report in (trouble, {**trouble, "state": "closed"}, trouble, trouble):
        post(hook, report)
    shown = ctl("case", "show", channel, "2")
    assert "key host7/disk, seen 2 times, last 20" in shown
    assert "came before: #1: full" in shown
    (key,) = ctl.json("case", "show", channel, "2")["keys"]
    assert (key["key"], key["repeats"], key["before"]["number"]) == ("host7/disk", 1, 1)
    assert "by the sender, Nightly backup" in ctl("case", "show", channel, "1")
    assert [case["number"] for case in ctl.json("case", "list", channel, "--closed-by-sender")] == [1]
    assert "closed by sender" in ctl("case", "list", channel)


def test_numbers_that_are_not_there_are_problems_and_no_numbers_wrong_usage(ctl: Ctl, two_cases: str) -> None:
    for command in ("show", "close", "reopen"):
        done = ctl.run("case", command, two_cases, "3")
        assert (done.exit_code, done.stdout) == (1, "")
        assert "#3" in done.stderr
        assert ctl.run("case", command, two_cases, "three").exit_code == 2


def test_the_number_of_a_merged_case_leads_on(ctl: Ctl, channel: str, hook: str) -> None:
    assert post(hook, {"id": "child", "references": ["parent"], "text": "came first"}).body["case"] == 1
    assert post(hook, {"id": "other", "text": "opens case 2"}).body["case"] == 2
    late = post(hook, {"id": "parent", "references": ["other"], "text": "joins both"})
    final = late.body["case"]
    assert {ctl.json("case", "show", channel, number)["number"] for number in "12"} == {final}
    assert [case["number"] for case in ctl.json("case", "list", channel)] == [final]
    assert "merged into this case" in ctl("case", "show", channel, "1")
    assert f"#{final}" in ctl("case", "close", channel, "1")


def test_no_cases_says_how_one_opens(ctl: Ctl, channel: str) -> None:
    assert "opens one" in ctl.run("case", "list", channel, "--state", "open").stderr
