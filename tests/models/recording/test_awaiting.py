"""What is awaited has bounds: the oldest of a channel go, and what nobody told for long; the rest waits as always."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from models.database import execute, writing
from models.deliveries import retention
from models.recording import awaiting
from models.recording.report_writer import Source
from models.report import Report
from tests.models.conftest import AT, Record, through


@pytest.fixture(autouse=True)
def _few(desk: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Four references a channel, and nothing counted yet."""
    retention.set_policy(replace(retention.policy(), awaited_most=4))
    monkeypatch.setattr("models.upkeep.batches.REST", 0)
    awaiting.sweep(AT)
    yield
    retention.set_policy(retention.DEFAULT)
    awaiting.sweep(AT)


def awaited(source: Source) -> list[str]:
    with writing():
        found = execute("SELECT report_id FROM awaited WHERE channel_id = ? ORDER BY message_id", (source.channel_id,))
    return [name for (name,) in found]


def test_the_oldest_of_a_channel_go_and_those_of_others_stay(source: Source, plant: Source) -> None:
    through(plant, Report(text="x", references=("other",)))
    for number in range(4):
        through(source, Report(text="x", references=(f"r{number}",)))
    assert awaiting.sweep(AT) == 0
    for number in range(4, 7):
        through(source, Report(text="x", references=(f"r{number}",)))
    assert awaiting.sweep(AT) == 3
    assert awaited(source) == ["r3", "r4", "r5", "r6"]
    assert awaited(plant) == ["other"]


def test_a_full_channel_awaits_nothing_more_until_a_sweep_and_the_answer_says_unknown(
    source: Source, plant: Source
) -> None:
    outcomes = [through(source, Report(text="x", references=(f"r{number}",))) for number in range(20)]
    assert [outcome.unknown_references for outcome in outcomes] == [(f"r{number}",) for number in range(20)]
    assert awaited(source) == ["r0", "r1", "r2", "r3"]
    through(plant, Report(text="x", references=("other",)))
    assert awaited(plant) == ["other"]
    awaiting.sweep(AT)
    through(source, Report(text="x", references=("late",)))
    assert awaited(source)[-1] == "late"


def test_what_is_awaited_for_longer_than_ninety_days_goes(source: Source, recorded: Record) -> None:
    recorded(Report(id="child", text="child", references=("parent",)))
    assert awaiting.sweep(AT + timedelta(days=90)) == 0
    assert awaiting.sweep(AT + timedelta(days=91)) == 1
    assert recorded(Report(id="parent", text="parent")).status == "opened"


def test_both_bounds_are_those_of_the_policy_and_none_is_no_bound(source: Source) -> None:
    retention.set_policy(replace(retention.policy(), awaited_days=7, awaited_most=None))
    awaiting.sweep(AT)
    for number in range(6):
        through(source, Report(text="x", references=(f"r{number}",)))
    assert awaiting.sweep(AT + timedelta(days=7)) == 0
    assert awaiting.sweep(AT + timedelta(days=8)) == 6
    retention.set_policy(replace(retention.policy(), awaited_days=None))
    through(source, Report(text="x", references=("late",)))
    assert awaiting.sweep(AT + timedelta(days=30_000)) == 0


def test_what_is_being_brought_home_is_not_forgotten(source: Source, recorded: Record) -> None:
    recorded(Report(id="child", text="child", references=("parent",)))
    with writing():
        execute(
            'INSERT INTO settling (channel_id, scope, report_id, "by", at) VALUES (?, 0, ?, ?, ?)',
            (source.channel_id, "parent", "x", 0),
        )
    assert awaiting.sweep(AT + timedelta(days=91)) == 0
    assert awaited(source) == ["parent"]
