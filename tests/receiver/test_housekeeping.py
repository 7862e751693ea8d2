"""Housekeeping: what is too old goes while the receiver runs, posts go on, and it stops when the service does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from time import monotonic

import pytest

from models.channels.hooks import Hook, url
from models.deliveries import deliveries
from models.deliveries.deliveries_kept import kept
from models.news.changes import Change, changed
from models.settings.config import Config
from receiver import housekeeping
from receiver.housekeeping import Housekeeping
from receiver.service import Service
from tests.end_to_end.station import Answer, post
from tests.models.deliveries.some_deliveries import Some, store

OLD = datetime.now(UTC) - timedelta(days=40)


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(housekeeping, "FIRST", 0.01)


def until(is_so: Callable[[], bool]) -> None:
    deadline = monotonic() + 10
    while not is_so():
        assert monotonic() < deadline


def test_old_deliveries_go_while_posts_come(at_once: None, operations: Hook, desk_config: Config) -> None:
    old = store(*(Some(operations, OLD) for _ in range(500)))
    swept, answers = Event(), list[Answer]()

    def listen(_: object, change: Change) -> None:
        if change.channels is None:
            swept.set()

    changed.connect(listen)
    service = Service(desk_config)
    service.start()
    hook_url = url(service.base_url, operations.channel_guid, operations.guid)
    while not swept.is_set() or not answers:
        answers.append(post(hook_url, {"text": "message"}))
    assert service.stop()
    assert {answer.status for answer in answers} == {200}
    left = deliveries.page(limit=1000)
    assert (len(left), min(one.id for one in left)) == (len(answers), old[-1] + 1)


def test_a_sweep_ends_within_the_time_of_a_stop(
    at_once: None, operations: Hook, desk_config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.upkeep.batches.FIRST", 1)
    monkeypatch.setattr("models.upkeep.batches.LARGEST", 1)
    store(*(Some(operations, OLD) for _ in range(2000)))
    service = Service(desk_config)
    service.start()
    until(lambda: kept().deliveries < 2000)
    assert service.stop(timeout=2)
    assert kept().deliveries > 0


def test_it_stops_before_it_has_begun_and_without_having_been_started(desk: Path) -> None:
    assert Housekeeping().stop()
    keeping = Housekeeping()
    keeping.start()
    assert keeping.stop(1)
