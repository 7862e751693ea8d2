"""Preview: what a body would become is what it then becomes, and nothing comes of looking."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import requests

from models.channels import hooks
from models.channels.hook_rules import OWN
from models.channels.hooks import Hook
from models.database import execute
from models.deliveries import deliveries
from models.problems import NotThere, Problem
from receiver.formats.format import Format
from receiver.intake.preview import Preview, preview, preview_pasted
from receiver.intake.replay import replay
from tests.receiver.formats.bodies_of import BODIES, FOLDER
from tests.receiver.intake.rules import set_rules
from tests.receiver.intake.test_formats_at_hooks import newest, send

DRAFT = Format(name="Ours", for_each="body.checks", key="item.host", subject="{{ item.host }} is {{ item.is }}")
TWO = json.dumps({"checks": [{"host": "a", "is": "bad"}, {"host": "b", "is": "bad"}, {"host": "a", "is": "worse"}]})


def post(url: str, body: str | bytes) -> int:
    """Post a body; the id of its delivery."""
    requests.post(url, body.encode() if isinstance(body, str) else body, timeout=20)
    return newest().id


def said(found: Preview) -> list[tuple[str, int | None]]:
    return [(one.status, one.case) for one in found.reports]


@pytest.mark.parametrize("path", BODIES, ids=lambda path: path.name)
def test_what_is_shown_of_the_body_of_a_real_sender_is_what_a_replay_of_it_does(
    hook_url: str, operations: Hook, path: Path
) -> None:
    set_rules(operations, reads=OWN)  # so that the first time does nothing
    send(hook_url, path.name)
    delivery = newest().id
    set_rules(operations)
    shown = preview(delivery)
    again = deliveries.shown(replay(delivery).delivery)
    if shown.refused is not None:
        assert (shown.refused.code, shown.reports) == (again.delivery.code, ())
    else:
        assert (shown.format, shown.fell_back) == (again.delivery.format, again.delivery.fell_back)
        assert said(shown)[:1] == [(again.delivery.outcome, again.delivery.case)][: len(shown.reports)]


def test_a_draft_reads_in_place_of_the_format_in_force(hook_url: str) -> None:
    delivery = post(hook_url, TWO)
    assert preview(delivery).format == ""
    shown = preview(delivery, format_=DRAFT)
    assert (shown.format, shown.fell_back) == ("Ours", None)
    assert said(shown) == [("opened", 1), ("opened", 2), ("updated", 1)]
    assert [one.report.key for one in shown.reports] == ["a", "b", "a"]


def test_a_case_that_is_open_is_named_with_the_time_of_its_opening(hook_url: str) -> None:
    send(hook_url, "alertmanager.firing.json")
    first = deliveries.shown(newest().id).delivery
    (again,) = preview(first.id).reports
    assert (again.status, again.case, again.opened_at) == ("repeated", 1, first.received_at)


def test_looking_changes_nothing_and_keeps_nothing(hook_url: str) -> None:
    delivery = post(hook_url, TWO)
    tables = ("deliveries", "cases", "messages", "channels", "hooks")
    before = [execute(f"SELECT * FROM {table}") for table in tables]
    preview(delivery, format_=DRAFT)
    assert [execute(f"SELECT * FROM {table}") for table in tables] == before


def test_a_body_that_was_pasted_is_looked_at_as_one_that_came(operations: Hook) -> None:
    body = (FOLDER / "alertmanager.firing.json").read_bytes()
    shown = preview_pasted(operations.id, body)
    assert (shown.format, said(shown)) == ("Alertmanager", [("opened", 1)])


def test_headers_and_path_of_a_pasted_body_tell_the_format(operations: Hook) -> None:
    body = (FOLDER / "github-issues.opened.json").read_bytes()
    assert preview_pasted(operations.id, body, headers=(("X-GitHub-Event", "issues"),)).format == "GitHub"


def test_a_body_can_be_edited_before_one_looks(hook_url: str) -> None:
    delivery = post(hook_url, TWO)
    shown = preview(delivery, body=b'{"text": "mine"}')
    assert (shown.format, said(shown)) == (None, [("posted", None)])


def test_what_would_be_refused_says_why(hook_url: str) -> None:
    shown = preview(post(hook_url, '{"text": '))
    assert shown.refused is not None
    assert (shown.refused.code, shown.reports, shown.arrived) == ("invalid_json", (), None)


def test_what_is_wrong_with_a_draft_is_said_and_its_report_is_shown_without_it(hook_url: str) -> None:
    shown = preview(post(hook_url, TWO), format_=replace(DRAFT, key="item.host ~"))
    assert shown.fell_back is not None
    assert shown.fell_back.startswith("key, line 1")
    assert [status for status, _ in said(shown)] == ["posted"] * 3


def test_the_reopening_time_of_the_hook_counts(hook_url: str, operations: Hook) -> None:
    send(hook_url, "alertmanager.firing.json")
    firing = newest().id
    send(hook_url, "alertmanager.resolved.json")
    assert said(preview(firing)) == [("updated", 1)]
    set_rules(operations, reopen_within=0)
    (new,) = preview(firing).reports
    assert (new.status, new.case, new.before) == ("opened", 2, 1)
    assert new.closed_at == deliveries.page(limit=1)[0].received_at


def test_another_hook_of_the_channel_reads_by_its_own_rules(hook_url: str, operations: Hook) -> None:
    send(hook_url, "alertmanager.firing.json")
    other = hooks.add(operations.channel_id, "Other")
    set_rules(other, reads=OWN)
    shown = preview(newest().id, hook_id=other.id)
    assert shown.refused is not None


def test_a_delivery_that_is_gone_or_whose_body_is_cannot_be_looked_at(hook_url: str) -> None:
    delivery = post(hook_url, TWO)
    execute("UPDATE deliveries SET body = ? WHERE id = ?", (b"", delivery))
    with pytest.raises(Problem, match="is not kept: it was too old"):
        preview(delivery)
    with pytest.raises(NotThere):
        preview(delivery + 1)
