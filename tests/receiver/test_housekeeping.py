"""Housekeeping: what is too old goes while the receiver runs, posts go on, and it stops when the service does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from time import monotonic

import pytest

from models.channels import channels, hooks, purging
from models.channels.hooks import Hook, url
from models.database import connection, execute, writing
from models.deliveries import deliveries
from models.deliveries.deliveries_kept import kept
from models.files.folder_store import FolderStore
from models.news.changes import Change, changed
from models.news.troubles import warned
from models.problems import Problem
from models.recording.report_writer import Source, record
from models.report import Report
from models.settings.config import Config
from models.settings.paths import data_folder
from models.upkeep import space
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
    assert service.stop(timeout=20)
    assert kept().deliveries > 0


@pytest.fixture
def removed(desk: Path) -> Hook:
    """A hook of a channel that was removed with 60 messages in it."""
    hook = hooks.add(channels.add("Old").id, "Sender")
    with writing():
        for number in range(60):
            execute(
                'INSERT INTO messages (channel_id, kind, text, "references", received_at)'
                " VALUES (?, 'activity', 'x', '[]', ?)",
                (hook.channel_id, number),
            )
    channels.remove(hook.channel_id)
    return hook


def held_by(hook: Hook) -> int:
    with connection():
        return int(execute("SELECT COUNT(*) FROM messages WHERE channel_id = ?", (hook.channel_id,))[0][0])


def test_a_receiver_alone_finishes_a_removed_channel_while_posts_come(
    at_once: None, operations: Hook, removed: Hook, desk_config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.upkeep.batches.FIRST", 1)
    monkeypatch.setattr("models.upkeep.batches.LARGEST", 10)
    answers = list[Answer]()
    service = Service(desk_config)
    service.start()
    hook_url = url(service.base_url, operations.channel_guid, operations.guid)
    deadline = monotonic() + 30
    while held_by(removed):
        answers.append(post(hook_url, {"text": "message"}))
        assert monotonic() < deadline
    gone = post(url(service.base_url, removed.channel_guid, removed.guid), {"text": "message"})
    assert service.stop()
    assert {answer.status for answer in answers} == {200}
    assert held_by(operations) == len(answers) > 0
    assert gone.status == 410


def test_a_removed_channel_that_a_stop_left_half_goes_at_the_next_start(
    at_once: None, removed: Hook, desk_config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as slow:
        slow.setattr("models.upkeep.batches.FIRST", 1)
        slow.setattr("models.upkeep.batches.LARGEST", 1)
        service = Service(desk_config)
        service.start()
        until(lambda: held_by(removed) < 60)
        assert service.stop(timeout=20)
    assert 0 < held_by(removed) < 60
    service = Service(desk_config)
    service.start()
    until(lambda: held_by(removed) == 0)
    assert service.stop()


def test_old_deliveries_go_also_when_a_removed_channel_cannot(
    at_once: None, operations: Hook, desk: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    old = hooks.add(channels.add("Old").id, "Sender")
    store(Some(operations, OLD), Some(old, datetime.now(UTC)))
    channels.remove(old.channel_id)
    monkeypatch.setattr(purging, "REPORTED", "DELETE FROM no_such_table WHERE ? = ?")
    keeping = Housekeeping(FolderStore(data_folder() / "files"))
    keeping.start()
    until(lambda: kept().deliveries == 1)
    assert keeping.stop()
    assert "What removed channels held stays for now" in caplog.text


def test_a_reference_that_nobody_told_for_long_goes_by_itself(at_once: None, operations: Hook) -> None:
    source = Source(operations.channel_id, operations.id, operations.purpose, datetime.now(UTC) - timedelta(days=91))
    with writing():
        record(source, Report(text="x", references=("never",)))
    keeping = Housekeeping(FolderStore(data_folder() / "files"))
    keeping.start()
    until(lambda: not awaited())
    assert keeping.stop()


def awaited() -> list[tuple[str]]:
    with connection():
        return execute("SELECT report_id FROM awaited")


def test_it_stops_before_it_has_begun_and_without_having_been_started(desk: Path) -> None:
    assert Housekeeping(FolderStore(data_folder() / "files")).stop()
    keeping = Housekeeping(FolderStore(data_folder() / "files"))
    keeping.start()
    assert keeping.stop(1)


@pytest.mark.sqlite_only
def test_a_log_that_grows_because_somebody_reads_for_long_is_told(
    at_once: None, operations: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(space, "LARGE_LOG", 0)
    told = list[Problem]()

    def listen(_: object, problem: Problem) -> None:
        told.append(problem)

    warned.connect(listen)
    with connection():  # whose log goes with its last connection
        channels.add("Plant")
        keeper = Housekeeping(FolderStore(data_folder() / "files"))
        keeper.start()
        until(lambda: bool(told))
        assert keeper.stop()
    assert "-wal takes 0 MB and grows" in told[0].title
