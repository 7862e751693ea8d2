"""Formats at hooks: what well-known senders post becomes cases and messages, and is answered as they want it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
import requests

from models.channels import hooks
from models.channels.hook_rules import OWN
from models.channels.hooks import Hook
from models.deliveries import deliveries
from models.deliveries.deliveries import Delivery
from models.deliveries.delivery_filter import DeliveryFilter, DeliveryOutcome
from models.formats import own_formats
from models.messages import messages
from receiver.formats.own_formats import publish
from receiver.intake.replay import replay
from tests.receiver.formats.bodies_of import BODIES, FOLDER, arrived_of

# A shell line that the quotes in its output broke: JSON that has to be told its place.
BROKEN = ("icinga2-shell.problem.txt",)


def send(url: str, name: str) -> requests.Response:
    """Post the body of a file with the headers and the path that it came with."""
    arrived = arrived_of(FOLDER / name)
    headers = {"Content-Type": "application/json", **arrived.headers}
    return requests.post(
        url + quote(arrived.path, safe="/?%="), (FOLDER / name).read_bytes(), headers=headers, timeout=20
    )


def post(url: str, body: object) -> requests.Response:
    return requests.post(url, json=body, timeout=20)


def newest() -> Delivery:
    return deliveries.page(limit=1)[0]


def read_by(hook: Hook, reads: str) -> None:
    before = hooks.get(hook.guid).edit()
    hooks.save(before, replace(before, rules=replace(before.rules, reads=reads)))


def test_an_alert_opens_a_case_and_its_end_closes_it(hook_url: str) -> None:
    opened, closed = send(hook_url, "alertmanager.firing.json"), send(hook_url, "alertmanager.resolved.json")
    assert (opened.status_code, opened.json()["status"]) == (201, "opened")
    assert (closed.status_code, closed.json()["status"]) == (200, "closed")
    assert opened.json()["case"] == closed.json()["case"]
    assert (newest().format, newest().fell_back) == ("Alertmanager", None)


def test_the_test_of_uptime_kuma_is_a_message(hook_url: str) -> None:
    answer = post(hook_url, {"heartbeat": None, "monitor": None, "msg": "My Kuma Testing"})
    assert (answer.status_code, answer.json()["status"]) == (200, "posted")


def test_a_ping_of_github_is_no_error(hook_url: str) -> None:
    assert send(hook_url, "github-ping.ping.json").json()["status"] == "posted"


def test_slack_is_told_ok(hook_url: str) -> None:
    answer = send(hook_url, "slack-sdk.blocks.json")
    assert (answer.status_code, answer.text) == (200, "ok")
    assert answer.headers["Content-Type"].startswith("text/plain")


def test_pagerduty_is_told_its_key(hook_url: str) -> None:
    sent = arrived_of(FOLDER / "pagerduty-events.trigger.json").value
    assert isinstance(sent, dict)
    answer = send(hook_url, "pagerduty-events.trigger.json")
    assert (answer.status_code, answer.json()["status"]) == (202, "success")
    assert answer.json()["dedup_key"]


def test_an_acknowledgement_opens_no_case_and_goes_into_one_that_is_open(hook_url: str, operations: Hook) -> None:
    def pager(action: str) -> str:
        sent = {"routing_key": "r0", "event_action": action, "dedup_key": "disk", "payload": {"summary": "Full"}}
        assert post(hook_url, sent).json() == {"status": "success", "message": "Event processed", "dedup_key": "disk"}
        return newest().outcome

    done = [pager(action) for action in ("acknowledge", "trigger", "acknowledge", "resolve", "acknowledge")]
    assert done == ["posted", "opened", "updated", "closed", "posted"]


def test_opsgenie_is_told_an_id_of_its_request(hook_url: str) -> None:
    answer = send(hook_url, "opsgenie-sdk.create.json")
    assert answer.status_code == 202
    assert answer.json()["requestId"]


def test_what_nobody_knows_is_a_message_with_a_subject(hook_url: str, operations: Hook) -> None:
    answer = post(hook_url, {"what": {"title": "The boiler is cold"}, "degrees": 7})
    assert (answer.status_code, answer.json()["status"]) == (200, "posted")
    (message,) = messages.page(operations.channel_id)
    assert "The boiler is cold" in message.text
    assert newest().format == ""


def test_plain_words_under_any_type_are_a_message(hook_url: str, operations: Hook) -> None:
    headers = {"Content-Type": "application/octet-stream"}
    assert requests.post(hook_url, b"backup failed", headers=headers, timeout=20).status_code == 200
    (message,) = messages.page(operations.channel_id)
    assert "backup failed" in message.text


def test_properties_beside_ours_leave_it_a_report_of_ours(hook_url: str) -> None:
    answer = post(hook_url, {"id": "a", "text": "Full", "host": "web1"})
    assert (answer.status_code, answer.json()["status"]) == (201, "opened")
    assert newest().format is None


def test_what_is_ours_but_wrong_names_the_field(hook_url: str) -> None:
    answer = post(hook_url, {"id": "a", "text": 5})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/text"


def test_broken_json_is_told_its_place(hook_url: str) -> None:
    answer = requests.post(hook_url, b'{"alerts": [', timeout=20)
    assert answer.status_code == 400
    assert answer.json()["position"]


def test_a_hook_for_our_json_takes_nothing_else(hook_url: str, operations: Hook) -> None:
    read_by(operations, OWN)
    assert send(hook_url, "alertmanager.firing.json").status_code == 422
    assert requests.post(hook_url, b"backup failed", timeout=20).status_code == 400
    assert post(hook_url, {"text": "ours"}).status_code == 200


def test_a_format_that_is_chosen_reads_whatever_comes(hook_url: str, operations: Hook) -> None:
    read_by(operations, "slack")
    assert post(hook_url, {"text": "ours, by its look"}).text == "ok"


def test_what_a_format_skips_is_a_delivery_without_a_message(hook_url: str, operations: Hook) -> None:
    made = own_formats.create("Watchers", "")
    publish(made.id, "name = 'x'\nskip_when = 'body.quiet'\nsubject = '{{ body.what }}'\n")
    read_by(operations, f"format:{made.id}")
    answer = post(hook_url, {"quiet": True, "what": "x"})
    assert (answer.status_code, answer.json()) == (200, {"status": "skipped"})
    assert (newest().outcome, newest().message, newest().case) == ("skipped", None, None)
    counts: dict[DeliveryOutcome, int] = {"skipped": 1, "accepted": 1, "posted": 0, "rejected": 0}
    for outcome, found in counts.items():
        assert len(deliveries.page(DeliveryFilter(outcome=outcome))) == found
    assert messages.page(operations.channel_id) == []


def test_a_report_that_is_wrong_does_not_keep_the_others_out(hook_url: str, operations: Hook) -> None:
    answer = post(hook_url, [{"text": 5}, {"id": "a", "text": "Full"}, {"text": "x", "id": []}])
    assert answer.status_code == 201
    assert [each["status"] for each in answer.json()["reports"]] == ["invalid_report", "opened", "invalid_report"]
    first, _, last = answer.json()["reports"]
    assert first["errors"] == [{"pointer": "/0/text", "detail": "It must be a string, not a number."}]
    assert [each["pointer"] for each in last["errors"]] == ["/2/id"]
    assert (newest().outcome, newest().code, newest().case) == ("opened", None, 1)
    assert newest().fell_back == "2 of 3 reports were refused. 2 things are wrong; errors names each."
    assert len(messages.page(operations.channel_id)) == 1


def test_a_list_of_reports_that_are_all_wrong_is_refused(hook_url: str) -> None:
    answer = post(hook_url, [{"text": 5}, {"text": []}])
    assert answer.status_code == 422
    assert [each["pointer"] for each in answer.json()["errors"]] == ["/0/text", "/1/text"]


def test_a_list_of_somebody_elses_is_told_whole_though_some_of_it_could_be_ours(
    hook_url: str, operations: Hook
) -> None:
    post(hook_url, [{"text": "backup of web1 failed", "host": 1}, {"what": "the boiler is cold"}])
    (message,) = messages.page(operations.channel_id)
    assert all(words in message.text for words in ("backup of web1 failed", "the boiler is cold"))


@pytest.mark.parametrize("name", ["github-issues.opened.json", "alertmanager-opsgenie.resolved.json"])
def test_a_replay_reads_as_the_post_was_read(hook_url: str, name: str) -> None:
    send(hook_url, name)
    first = newest()
    replay(first.id)
    again = newest()
    assert again.replay_of == first.id
    assert (again.format, again.path) == (first.format, first.path)
    assert first.format


@pytest.mark.parametrize("path", [path for path in BODIES if path.name not in BROKEN], ids=lambda path: path.name)
def test_the_body_of_a_real_sender_is_taken(hook_url: str, path: Path) -> None:
    assert send(hook_url, path.name).status_code in (200, 201, 202)
