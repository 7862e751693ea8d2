"""Hooks that should speak every so often: when they are said to be silent, and when not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from models.channels import channels, hooks, silence
from models.channels.hook_rules import Rules
from models.channels.hooks import Hook
from models.database import execute, writing
from models.database.tables import to_stored
from models.deliveries.deliveries import Answer
from models.recording.recorder import Recorder
from models.report import Report
from tests.models.conftest import received, told

HOUR = timedelta(hours=1)


def set_rules(hook: Hook, rules: Rules) -> Hook:
    return hooks.save(hook.edit(), replace(hook.edit(), rules=rules))


@pytest.fixture
def watched(operations: Hook) -> Hook:
    """A hook that should speak every hour."""
    return set_rules(operations, Rules(silent_after=3600))


def is_silent(hook: Hook, at: datetime) -> bool:
    return hook.guid in [each.guid for each in silence.silent_hooks(at)]


def since(hook: Hook) -> datetime:
    found = hooks.get(hook.guid)
    assert found.watched_since is not None
    return found.watched_since


def test_a_hook_that_never_spoke_is_silent_an_hour_after_it_was_to_be_watched(watched: Hook) -> None:
    begun = since(watched)
    assert not is_silent(watched, begun + HOUR)
    (found,) = silence.silent_hooks(begun + HOUR + timedelta(microseconds=1))
    assert (found.hook_id, found.guid, found.purpose) == (watched.id, watched.guid, "Monitor")
    assert (found.channel_id, found.channel) == (watched.channel_id, "Operations")
    assert (found.since, found.silent_after) == (begun, 3600)


def test_what_was_accepted_ends_the_silence_and_what_was_rejected_does_not(watched: Hook, recorder: Recorder) -> None:
    spoke = since(watched) + 5 * HOUR
    revision = 1
    came = replace(received(watched), received_at=spoke, revision=revision)
    recorder.refuse(came, Answer(400, "rejected", "invalid_json", b""))
    assert is_silent(watched, spoke)
    recorder.record(came, [Report(text="hello")], told)
    assert not is_silent(watched, spoke + HOUR)
    assert silence.silent_hooks(spoke + 2 * HOUR)[0].since == spoke


def test_a_replay_does_not_speak_for_the_sender(watched: Hook, recorder: Recorder) -> None:
    spoke = since(watched) + 5 * HOUR
    came = replace(received(watched), received_at=spoke, revision=1)
    recorder.refuse(came, Answer(400, "rejected", "invalid_json", b""))
    recorder.record(replace(came, replay_of=1), [Report(text="hello")], told)
    recorder.refuse(replace(came, replay_of=1), Answer(400, "rejected", "invalid_json", b""))
    assert is_silent(watched, spoke)
    hook = hooks.get(watched.guid)
    assert (hook.deliveries, hook.rejected, hook.last_accepted_at) == (1, 1, None)


def test_a_hook_that_spoke_long_ago_is_waited_for_from_when_it_was_enabled(watched: Hook, recorder: Recorder) -> None:
    long_ago = since(watched) - 100 * HOUR
    recorder.record(replace(received(watched), received_at=long_ago, revision=1), [Report(text="hello")], told)
    assert not is_silent(watched, since(watched) + HOUR)
    assert silence.silent_hooks(since(watched) + 2 * HOUR)[0].since == since(watched)


def test_waiting_begins_anew_when_it_is_enabled_or_its_time_is_set(watched: Hook) -> None:
    begun = since(watched)
    hooks.set_enabled(watched.guid, False)
    assert not is_silent(watched, begun + 9 * HOUR)
    hooks.set_enabled(watched.guid, True)
    enabled = since(watched)
    assert enabled > begun
    set_rules(watched, Rules(silent_after=7200))
    assert since(watched) > enabled


def test_a_change_of_something_else_does_not_hide_a_silence(watched: Hook) -> None:
    begun = since(watched)
    hooks.save(watched.edit(), replace(watched.edit(), purpose="Night watch"))
    set_rules(watched, replace(watched.rules, rate_limit="5/minute"))
    assert since(watched) == begun


@pytest.mark.parametrize("rules", [Rules(), Rules(silent_after=3600, expires_at=datetime(2026, 1, 1, tzinfo=UTC))])
def test_a_hook_that_need_not_or_cannot_speak_is_not_silent(operations: Hook, rules: Rules) -> None:
    set_rules(operations, rules)
    assert silence.silent_hooks(datetime.now(UTC) + 999 * HOUR) == []


def test_a_hook_of_before_there_was_a_watch_counts_from_when_it_was_made(watched: Hook) -> None:
    with writing():
        execute("UPDATE hooks SET watched_since = NULL")
    later = watched.created_at + 2 * HOUR
    assert [each.since for each in silence.silent_hooks(later)] == [watched.created_at]


def test_the_longest_silent_is_first_and_what_was_removed_is_not_silent(watched: Hook) -> None:
    plant = channels.add("Plant").id
    sensor, pump, gone = (
        set_rules(hooks.add(plant, name), Rules(silent_after=60)) for name in ("Sensor", "Pump", "Gone")
    )
    hooks.remove(gone.guid)
    with writing():
        execute("UPDATE hooks SET watched_since = ? WHERE id = ?", (to_stored(since(watched) - HOUR), pump.id))
    found = silence.silent_hooks(since(sensor) + 2 * HOUR)
    assert [each.purpose for each in found] == ["Pump", "Monitor", "Sensor"]
