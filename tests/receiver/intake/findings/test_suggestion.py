"""Suggestion: who sent what nothing read is recognised, and what is read well is left in peace."""

from __future__ import annotations

import pytest

from models.channels.hook_rules import AUTOMATIC, OWN
from models.channels.hooks import Hook
from models.database import execute
from models.deliveries import deliveries
from models.deliveries.deliveries import Delivery
from receiver.formats.presets import presets
from receiver.intake.findings.suggestion import is_unread, looks_like, preset_of
from tests.receiver.formats.bodies_of import FOLDER, arrived_of
from tests.receiver.intake.bodies_kept import came
from tests.receiver.intake.rules import set_rules


def sent(hook: Hook, body: object, reads: str = AUTOMATIC, headers: tuple[tuple[str, str], ...] = ()) -> Delivery:
    set_rules(hook, reads=reads)
    return deliveries.shown(came(hook, body, headers=(("Content-Type", "application/json"), *headers))).delivery


@pytest.mark.parametrize(
    ("name", "preset"), [("alertmanager.firing.json", "alertmanager"), ("slack-sdk.blocks.json", "slack")]
)
def test_what_a_hook_for_our_json_refused_is_recognised(operations: Hook, name: str, preset: str) -> None:
    refused = sent(operations, (FOLDER / name).read_bytes(), OWN)
    assert (refused.outcome, looks_like(refused)) == ("rejected", preset)
    assert presets()[preset].name


def test_a_header_tells_the_sender_as_well(operations: Hook) -> None:
    body = (FOLDER / "github-issues.opened.json").read_bytes()
    assert looks_like(sent(operations, body, OWN, (("X-GitHub-Event", "issues"),))) == "github"


def test_what_the_wrong_format_failed_at_is_recognised(operations: Hook) -> None:
    failed = sent(operations, (FOLDER / "github-issues.opened.json").read_bytes(), "alertmanager")
    assert failed.fell_back
    assert looks_like(failed) is None
    failed = sent(operations, (FOLDER / "alertmanager.firing.json").read_bytes(), "prometheus")
    assert (bool(failed.fell_back), looks_like(failed)) == (True, "alertmanager")


def test_the_preset_that_failed_is_not_suggested(operations: Hook) -> None:
    failed = sent(operations, {"version": "4", "groupKey": "x", "alerts": []})
    assert (failed.format, bool(failed.fell_back)) == ("Alertmanager", True)
    assert looks_like(failed) is None


def test_what_is_read_well_has_no_suggestion(operations: Hook) -> None:
    for body in ((FOLDER / "alertmanager.firing.json").read_bytes(), {"text": "ours"}):
        delivery = sent(operations, body)
        assert (is_unread(delivery), looks_like(delivery)) == (False, None)


def test_what_nobody_knows_or_is_broken_has_no_suggestion(operations: Hook) -> None:
    unread, broken = sent(operations, {"degrees": 7}), sent(operations, b'{"alerts": [')
    assert (is_unread(unread), looks_like(unread)) == (True, None)
    assert (is_unread(broken), looks_like(broken)) == (True, None)


def test_what_was_refused_for_another_reason_is_not_about_the_body(operations: Hook) -> None:
    refused = sent(operations, (FOLDER / "alertmanager.firing.json").read_bytes(), OWN)
    execute("UPDATE deliveries SET code = 'rate_limited' WHERE id = ?", (refused.id,))
    assert not is_unread(deliveries.shown(refused.id).delivery)


def test_a_body_that_is_gone_has_no_suggestion(operations: Hook) -> None:
    refused = sent(operations, (FOLDER / "alertmanager.firing.json").read_bytes(), OWN)
    execute("UPDATE deliveries SET body = ? WHERE id = ?", (b"", refused.id))
    assert looks_like(deliveries.shown(refused.id).delivery) is None
    execute("DELETE FROM deliveries")
    assert looks_like(refused) is None


def test_a_pasted_body_is_recognised() -> None:
    assert preset_of(arrived_of(FOLDER / "alertmanager.firing.json")) == "alertmanager"
