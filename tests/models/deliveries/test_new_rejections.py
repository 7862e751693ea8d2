"""What was rejected since somebody looked: the number on a channel's tab."""

from __future__ import annotations

from dataclasses import replace

from models.channels import channels, hooks
from models.channels.hooks import Hook
from models.database import execute, writing
from models.deliveries import deliveries
from models.deliveries.deliveries import Answer
from models.news.changes import Change, changed
from models.recording.recorder import Recorder
from models.report import Report
from tests.models.conftest import received, told

NO = Answer(400, "rejected", "invalid_json", b"no")


def number(hook: Hook) -> int:
    return channels.get(hook.channel_id).new_rejected


def newest() -> int:
    return deliveries.page()[0].id


def test_rejections_are_new_until_they_are_seen(operations: Hook, recorder: Recorder) -> None:
    assert number(operations) == 0
    recorder.refuse(received(operations), NO)
    recorder.record(received(operations), [Report(text="hello")], told)
    recorder.refuse(received(operations), NO)
    assert number(operations) == 2
    channels.mark_deliveries_seen(operations.channel_id, newest())
    assert number(operations) == 0
    recorder.refuse(received(operations), NO)
    assert number(operations) == 1


def test_a_rejected_replay_is_no_news_to_the_person_who_sent_it(operations: Hook, recorder: Recorder) -> None:
    recorder.refuse(replace(received(operations), replay_of=7), NO)
    assert number(operations) == 0


def test_only_what_was_on_the_screen_is_seen(operations: Hook, recorder: Recorder) -> None:
    recorder.refuse(received(operations), NO)
    shown = newest()
    recorder.refuse(received(operations), NO)
    channels.mark_deliveries_seen(operations.channel_id, shown)
    assert number(operations) == 1
    channels.mark_deliveries_seen(operations.channel_id, shown - 1)
    assert number(operations) == 1


def test_one_channel_or_all_are_seen_and_told_of(operations: Hook, recorder: Recorder) -> None:
    plant, quiet = (hooks.add(channels.add(name).id, "Sensor") for name in ("Plant", "Quiet"))
    recorder.refuse(received(operations), NO)
    recorder.refuse(received(plant), NO)
    recorder.record(received(quiet), [Report(text="hello")], told)
    heard: list[Change] = []

    def hear(_sender: object, change: Change) -> None:
        heard.append(change)

    with changed.connected_to(hear):
        channels.mark_deliveries_seen(plant.channel_id, newest())
        assert [number(hook) for hook in (operations, plant)] == [1, 0]
        channels.mark_deliveries_seen(None, newest())
        assert number(operations) == 0
        channels.mark_deliveries_seen(None, newest())
    assert heard == [Change(frozenset({each.channel_id})) for each in (plant, operations)]


def test_counting_stops_at_a_hundred(operations: Hook) -> None:
    with writing():
        execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 150)"
            " INSERT INTO deliveries (channel_id, hook_id, received_at, remote_address, method, headers, body, size,"
            " outcome, code, status, answer, milliseconds)"
            " SELECT ?, ?, i, '', 'POST', '[]', ?, 0, 'rejected', 'invalid_json', 400, ?, 1.0 FROM n",
            (operations.channel_id, operations.id, b"", b""),
        )
    assert number(operations) == channels.REJECTED_LIMIT == 100
