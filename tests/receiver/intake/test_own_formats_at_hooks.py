"""Own formats at hooks: the published version reads, a delivery names it, and nothing is lost where there is none."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import requests

from models.channels import hooks
from models.channels.hook_rules import by_format
from models.channels.hooks import Hook
from models.deliveries import deliveries
from models.deliveries.deliveries import Delivery
from models.formats import own_formats
from models.messages import messages
from models.problems import Problem
from receiver.formats.own_formats import of_reads, publish
from receiver.intake.replay import replay

FIRST = "name = 'x'\nkey = 'body.check'\nsubject = 'first: {{ body.check }}'\n"
SECOND = "name = 'x'\nkey = 'body.check'\nsubject = 'second: {{ body.check }}'\nanswer = 'ok'\n"


def post(url: str, body: object) -> requests.Response:
    return requests.post(url, json=body, timeout=20)


def newest() -> Delivery:
    return deliveries.page(limit=1)[0]


def set_rules(hook: Hook, **rules: Any) -> None:
    before = hooks.get(hook.guid).edit()
    hooks.save(before, replace(before, rules=replace(before.rules, **rules)))


@pytest.fixture
def watchers(operations: Hook) -> int:
    """The format that the hook reads by; nothing of it is published."""
    made = own_formats.create("Our watchers", FIRST)
    set_rules(operations, reads=by_format(made.id))
    return made.id


def test_each_post_is_read_by_the_version_in_force(hook_url: str, operations: Hook, watchers: int) -> None:
    publish(watchers, FIRST)
    assert post(hook_url, {"check": "disk"}).status_code == 201
    assert (newest().format, newest().format_version, newest().fell_back) == ("Our watchers", 1, None)
    publish(watchers, SECOND)
    assert post(hook_url, {"check": "fan"}).text == "ok"
    assert newest().format_version == 2
    own_formats.go_back(watchers, 1)
    own_formats.rename(watchers, "Watchers")
    assert post(hook_url, {"check": "door"}).status_code == 201
    assert (newest().format, newest().format_version) == ("Watchers", 3)
    said = [message.text for message in messages.page(operations.channel_id)]
    assert said == ["first: door", "second: fan", "first: disk"]


def test_a_replay_is_read_by_the_version_in_force_now(hook_url: str, watchers: int) -> None:
    publish(watchers, FIRST)
    post(hook_url, {"check": "disk"})
    first = newest()
    publish(watchers, SECOND)
    replay(first.id)
    assert (newest().replay_of, newest().format_version) == (first.id, 2)


@pytest.mark.parametrize("reads", ["", "gone-from-here"])
def test_without_its_format_a_hook_reads_as_automatic_and_says_so(
    hook_url: str, operations: Hook, watchers: int, reads: str
) -> None:
    if reads:
        set_rules(operations, reads=reads)
    assert post(hook_url, {"id": "a", "text": "ours"}).json()["status"] == "opened"
    assert (newest().format, newest().format_version) == (None, None)
    assert "is not there, or no version of it is published" in str(newest().fell_back)
    assert post(hook_url, {"what": {"title": "The boiler is cold"}}).json()["status"] == "posted"
    assert newest().format == ""
    assert "is not there, or no version of it is published" in str(newest().fell_back)


def test_what_is_refused_without_its_format_says_so_too(hook_url: str, watchers: int) -> None:
    assert post(hook_url, {"text": 5}).status_code == 422
    assert "no version of it is published" in str(newest().fell_back)
    publish(watchers, FIRST)
    assert requests.post(hook_url, b"{", timeout=20).status_code == 400
    assert newest().fell_back is None


def test_what_is_refused_of_a_list_is_told_beside_that_the_format_is_not_there(hook_url: str, watchers: int) -> None:
    assert post(hook_url, [{"id": "a", "text": "A"}, {"text": 5}]).status_code == 201
    assert str(newest().fell_back).splitlines()[1:] == [
        "1 of 2 reports was refused. /1/text: It must be a string, not a number."
    ]


def test_a_version_that_cannot_be_read_here_loses_no_report(hook_url: str, watchers: int) -> None:
    own_formats.publish(watchers, "name = 'x'\nof_a_newer_program = 1\n")
    assert post(hook_url, {"what": {"title": "The boiler is cold"}}).status_code == 200
    assert "of_a_newer_program" in str(newest().fell_back)
    assert (newest().format, newest().format_version) == ("", None)


def test_a_draft_with_mistakes_is_not_published(watchers: int) -> None:
    with pytest.raises(Problem, match="key, line 1"):
        publish(watchers, "name = 'x'\nkey = 'body.'\n")
    assert own_formats.versions(watchers) == []


def test_what_a_rule_reads_by_is_found_for_the_screens(watchers: int) -> None:
    assert of_reads(by_format(watchers)) is None
    publish(watchers, FIRST)
    found = of_reads(by_format(watchers))
    assert found is not None
    assert (found.name, found.key) == ("Our watchers", "body.check")
    slack = of_reads("slack")
    assert slack is not None
    assert slack.answer == "ok"
    assert [of_reads(reads) for reads in ("automatic", "own", "format:999")] == [None, None, None]


@pytest.mark.parametrize(
    ("answers", "status", "said"),
    [("ours", 201, '"opened"'), ("always 200", 200, '"opened"'), ("ok", 200, "ok"), ("pagerduty", 202, '"disk"')],
)
def test_a_hook_answers_as_its_rule_says(
    hook_url: str, operations: Hook, watchers: int, answers: str, status: int, said: str
) -> None:
    publish(watchers, SECOND)
    set_rules(operations, answers=answers)
    answer = post(hook_url, {"check": "disk"})
    assert (answer.status_code, said in answer.text) == (status, True)
    assert newest().outcome == "opened"


def test_the_rule_holds_for_our_own_json_and_not_for_what_is_refused(hook_url: str, operations: Hook) -> None:
    set_rules(operations, answers="ok")
    assert post(hook_url, {"text": "ours"}).text == "ok"
    assert post(hook_url, {"text": 5}).status_code == 422
