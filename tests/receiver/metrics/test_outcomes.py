"""Every delivery is counted, whatever becomes of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import pytest
import requests

from models.channels import hooks
from models.channels.hook_rules import Secret
from models.channels.hooks import Hook
from models.deliveries.deliveries import Answer, Received
from models.recording.job import HookChanged
from models.recording.recorder import Recorder
from models.report import Outcome, Report
from receiver.service import Service
from tests.receiver import raw
from tests.receiver.intake.rules import GOOD, post, set_rules
from tests.receiver.metrics.scrapes import deliveries, sample, scrape


@pytest.fixture
def ruled(operations: Hook) -> Callable[..., str]:
    """Another hook of the channel with these rules; its path."""

    def add(**rules: object) -> str:
        hook = hooks.add(operations.channel_id, "Ruled")
        set_rules(hook, **rules)
        return hooks.url("", hook.channel_guid, hook.guid)

    return add


def test_every_outcome_is_counted(service: Service, hook_url: str) -> None:
    reports = [{"text": "a"}, {"id": "1", "text": "b"}, {"id": "1", "text": "b"}, {"references": ["1"], "text": "c"}]
    trouble = {"key": "disk", "text": "full"}
    for report in (*reports, {"text": "d"}, trouble, trouble, {**trouble, "state": "closed"}):
        requests.post(hook_url, json=report, timeout=10)
    found = deliveries(scrape(service.url))
    assert found == {"posted": 2, "opened": 2, "already_reported": 1, "updated": 1, "repeated": 1, "closed": 1}


def test_every_cause_of_a_rejection_is_counted(
    service: Service, hook_url: str, operations: Hook, ruled: Callable[..., str]
) -> None:
    for body in (b"{", b"", b"{}", b"x" * 1_100_000, b"x" * 6_000_000):
        post(hook_url, body)
    for method in ("DELETE", "PATCH"):
        requests.request(method, hook_url, timeout=10)
    post(hook_url, Content_Encoding="br")
    raw.exchange(hook_url, raw.post(hook_url, "Host: rebound.example"))
    post(hook_url, Origin="https://evil.example")
    post(service.url + ruled(senders=("192.0.2.0/24",)))
    post(service.url + ruled(secret=Secret("header", "right", "X-Secret")), X_Secret="wrong")
    limited = service.url + ruled(rate_limit="1/hour")
    for _ in range(3):
        post(limited)
    post(service.url + ruled(expires_at=datetime.now(UTC) - timedelta(days=1)))
    hooks.set_enabled(operations.guid, False)
    post(hook_url)
    assert deliveries(scrape(service.url)) == {
        "posted": 1,
        "invalid_json": 2,
        "invalid_report": 1,
        "payload_too_large": 2,
        "unsupported_coding": 1,
        "method_not_allowed": 2,
        "misdirected_request": 1,
        "cross_origin": 1,
        "sender_not_allowed": 1,
        "wrong_secret": 1,
        "rate_limited": 2,
        "hook_gone": 1,
        "hook_disabled": 1,
    }


class _Changing(Recorder):
    """A recorder that always finds the hook changed."""

    def record(
        self, received: Received, reports: Sequence[Report], answer: Callable[[Sequence[Outcome]], Answer]
    ) -> Answer:
        raise HookChanged


class _Broken(Recorder):
    """A recorder with a bug."""

    def record(
        self, received: Received, reports: Sequence[Report], answer: Callable[[Sequence[Outcome]], Answer]
    ) -> Answer:
        raise RuntimeError("a bug")

    def refuse(self, received: Received, answer: Answer) -> None:
        raise HookChanged if answer.code == "invalid_json" else RuntimeError("a bug")


@pytest.mark.parametrize(
    ("kind", "body", "code"),
    [
        (Recorder, GOOD, "unavailable"),  # not started, so that nothing can be written
        (_Changing, GOOD, "unavailable"),
        (_Broken, GOOD, "internal_error"),
        (_Broken, b"{", "unavailable"),
    ],
)
def test_what_was_not_stored_is_counted_too(
    operations: Hook, measured: Callable[[Recorder], str], kind: type[Recorder], body: bytes, code: str
) -> None:
    url = measured(kind())
    assert post(hooks.url(url, operations.channel_guid, operations.guid), body).json()["code"] == code
    assert deliveries(scrape(url)) == {code: 1}


def test_a_probe_is_counted_apart(service: Service, hook_url: str) -> None:
    for headers in ({}, {"Accept": "text/html"}):
        requests.get(hook_url, headers=headers, timeout=10)
    requests.head(hook_url, timeout=10)
    found = scrape(service.url)
    assert sample(found, "hookdesk_probes_total") == 3
    assert deliveries(found) == {}


def test_a_request_to_no_hook_is_counted_apart(service: Service, operations: Hook) -> None:
    guid = operations.channel_guid
    for path in (f"/hooks/channels/{guid}/{guid}", "/hooks/channels/x/y", "/hooks/", "/elsewhere"):
        post(service.url + path)
    found = scrape(service.url)
    assert sample(found, "hookdesk_unknown_hook_requests_total") == 3
    assert deliveries(found) == {}


def test_the_times_of_all_deliveries_are_in_the_histogram(service: Service, hook_url: str) -> None:
    for body in (GOOD, b"{", GOOD):
        post(hook_url, body)
    found = scrape(service.url)
    name = "hookdesk_delivery_seconds"
    bounds = sorted(float(dict(labels)["le"]) for key, labels in found if key == f"{name}_bucket")
    numbers = [sample(found, f"{name}_bucket", le="+Inf" if at == float("inf") else str(at)) for at in bounds]
    assert numbers == sorted(numbers)
    assert (numbers[-1], sample(found, f"{name}_count")) == (3, 3)
    assert 0 < sample(found, f"{name}_sum") < 30
