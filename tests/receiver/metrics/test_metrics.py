"""Metrics: what was counted is what was sent, by outcome and cause, and it tells no secret."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import requests
from prometheus_client import CollectorRegistry

from development.environment import ROOT
from development.postgres_server import PostgresServer
from models.channels import channels, hooks
from models.channels.hook_rules import Secret
from models.channels.hooks import Hook
from models.deliveries.deliveries import Answer, Received
from models.recording.job import HookChanged
from models.recording.recorder import Recorder
from models.report import Outcome, Report
from models.settings.config import Config
from models.upkeep import space
from receiver.app import create_app
from receiver.codes import CODES
from receiver.health import Health
from receiver.intake.uploads.uploading import Uploading
from receiver.metrics import metrics
from receiver.metrics.answer_counts import KINDS, AnswerCounts
from receiver.metrics.database_metrics import KEPT_SECONDS, DatabaseMetrics
from receiver.metrics.exposition import Exposition
from receiver.service import Service
from receiver.serving.server import Server
from receiver.serving.strays import Strays
from tests.receiver import raw
from tests.receiver.conftest import LOOPBACK
from tests.receiver.intake.rules import GOOD, post, set_rules
from tests.receiver.metrics.scrapes import Samples, deliveries, sample, scrape

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


@pytest.fixture
def ruled(operations: Hook) -> Callable[..., str]:
    """Another hook of the channel with these rules; its path."""

    def add(**rules: object) -> str:
        hook = hooks.add(operations.channel_id, "Ruled")
        set_rules(hook, **rules)
        return hooks.url("", hook.channel_guid, hook.guid)

    return add


@pytest.fixture
def measured(
    serve: Callable[[WSGIApplication], tuple[Server, str]],
    looked_after: Callable[[Recorder], Health],
    uploading: Uploading,
) -> Callable[[Recorder], str]:
    """Serve the application with its metrics on a recorder of the test's own; the URL."""

    def begin(recorder: Recorder) -> str:
        answered = AnswerCounts()
        shown = Exposition(metrics.registry_of(answered, Strays(), recorder))
        health = looked_after(recorder)
        app = create_app(
            recorder=recorder, hosts=LOOPBACK, health=health, answered=answered, metrics=shown, uploading=uploading
        )
        return serve(app)[1]

    return begin


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


def kinds(samples: Samples) -> set[tuple[str, str | None]]:
    found = [dict(labels) for name, labels in samples if name == "hookdesk_deliveries_total"]
    return {(labels["outcome"], labels.get("code")) for labels in found}


def test_the_labels_are_the_same_whatever_was_sent(service: Service, hook_url: str) -> None:
    before = scrape(service.url)
    for body in (GOOD, b"{"):
        post(hook_url, body, X_Test="MARKER")
    after = scrape(service.url)
    assert before.keys() == after.keys()
    assert kinds(after) == set(KINDS)
    assert {code for _, code in KINDS} == {None, *(name for name, code in CODES.items() if code.of_hook)}


def test_there_is_no_guid_and_no_text_of_a_sender(service: Service, hook_url: str, operations: Hook) -> None:
    for url in (hook_url, hook_url + "x", service.url + "/MARKER"):
        for body in (b'{"id": "MARKER", "text": "MARKER"}', b"MARKER"):
            post(url, body, User_Agent="MARKER")
    text = requests.get(f"{service.url}/metrics", timeout=10).text
    hook = (operations.guid, operations.channel_guid, operations.purpose, operations.channel)
    assert [word for word in ("MARKER", *hook) if word in text] == []


def test_the_version_and_the_process_are_there(service: Service) -> None:
    found = scrape(service.url)
    (labels,) = (dict(labels) for name, labels in found if name == "hookdesk_build_info")
    assert labels["version"]
    assert sample(found, "hookdesk_queue_length") == 1  # this one
    assert sample(found, "hookdesk_queue_capacity") == 800


def test_two_receivers_of_one_process_share_nothing(
    operations: Hook, service: Service, hook_url: str, measured: Callable[[Recorder], str]
) -> None:
    other = measured(Recorder())
    post(hook_url)
    assert (deliveries(scrape(service.url)), deliveries(scrape(other))) == ({"posted": 1}, {})


def test_every_metric_is_documented_and_no_other(service: Service) -> None:
    text = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    found = {re.sub("_(bucket|count|sum)$", "", name) for name, _ in scrape(service.url)}
    ours = {name for name in found if name.startswith("hookdesk_")}
    assert ours == set(re.findall("^. `(hookdesk_[a-z_]+)", text, re.MULTILINE))
    assert set(re.findall(r"hookdesk_[a-z_]+(?=[{\[]| /)", text)) <= ours  # those of the alerts


def sizes_of_commits(samples: Samples) -> tuple[float, float]:
    """How many commits were counted, and how many deliveries they stored."""
    name = "hookdesk_commit_batch_size"
    return sample(samples, f"{name}_count"), sample(samples, f"{name}_sum")


def test_every_delivery_that_is_stored_is_in_a_commit(service: Service, hook_url: str) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: post(hook_url, GOOD if number % 4 else b"{"), range(40)))
    requests.get(f"{service.url}/health", timeout=10)  # a write too, but of no delivery
    found = scrape(service.url)
    commits, stored = sizes_of_commits(found)
    assert stored == 40
    assert 1 <= commits <= 40
    assert sample(found, "hookdesk_commit_queue_length") == 0


def test_the_database_is_measured(service: Service, hook_url: str) -> None:
    links = [{"@type": "link", "displayName": "a", "url": "http://a.example/"}] * 3
    requests.post(hook_url, json={"text": "a", "attachments": links}, timeout=10)
    found = scrape(service.url)
    assert sample(found, "hookdesk_attachments") == 3
    assert sample(found, "hookdesk_database_bytes") == space.size() > 100_000


def attachments(registry: CollectorRegistry) -> float | None:
    return registry.get_sample_value("hookdesk_attachments")


def test_the_database_is_not_looked_at_by_each_who_asks(operations: Hook, hook_url: str) -> None:
    registry, now = CollectorRegistry(), [0.0]
    registry.register(DatabaseMetrics(lambda: now[0]))
    assert attachments(registry) == 0
    link = {"@type": "link", "displayName": "a", "url": "http://a.example/"}
    requests.post(hook_url, json={"attachments": [link]}, timeout=10)
    now[0] += KEPT_SECONDS - 1
    assert attachments(registry) == 0
    now[0] += 1
    assert attachments(registry) == 1


@pytest.mark.sqlite_only
def test_a_file_that_cannot_be_opened_takes_only_its_own_metrics_away(desk_path: Path, operations: Hook) -> None:
    registry = metrics.registry_of(AnswerCounts(), Strays(), Recorder())
    desk_path.unlink()
    desk_path.mkdir()
    names = {family.name for family in registry.collect()}
    assert "hookdesk_deliveries" in names
    assert {"hookdesk_attachments", "hookdesk_database_bytes"}.isdisjoint(names)


@pytest.mark.postgres_only
def test_a_server_that_is_away_takes_only_its_own_metrics_away(own_server: PostgresServer, on_own_server: str) -> None:
    service = Service(Config(on_own_server, "127.0.0.1", 0, None, "light", "Deniz"))
    service.start()
    hook = hooks.add(channels.add("Operations").id, "Monitor")
    url = hooks.url(service.url, hook.channel_guid, hook.guid)
    assert post(url).status_code == 200
    own_server.stop()
    try:
        assert post(url).status_code == 503
        found = scrape(service.url)
    finally:
        own_server.start()
        service.stop()
    assert deliveries(found) == {"posted": 1, "unavailable": 1}
    assert {"hookdesk_attachments", "hookdesk_database_bytes"}.isdisjoint(name for name, _ in found)
