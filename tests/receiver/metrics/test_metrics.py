"""What /metrics says of the receiver and its database, and what it never says."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests
from prometheus_client import CollectorRegistry

from development.environment import ROOT
from development.postgres_server import PostgresServer
from models.channels import channels, hooks
from models.channels.hooks import Hook
from models.recording.recorder import Recorder
from models.settings.config import Config
from models.upkeep import space
from receiver.codes import CODES
from receiver.metrics import metrics
from receiver.metrics.answer_counts import KINDS, AnswerCounts
from receiver.metrics.database_metrics import KEPT_SECONDS, DatabaseMetrics
from receiver.service import Service
from receiver.serving.strays import Strays
from tests.receiver.intake.rules import GOOD, post
from tests.receiver.metrics.scrapes import Samples, deliveries, sample, scrape


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
