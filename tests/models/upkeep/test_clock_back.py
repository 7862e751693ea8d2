"""A clock that was set back leaves nothing waiting for the time to come again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from models.channels import hooks, silence
from models.channels.hook_rules import Rules
from models.channels.hooks import Hook
from models.database import connection, execute, writing
from models.database.tables import to_stored
from models.files import queue
from models.report import Attachment, Report
from models.upkeep import clock_back
from tests.models.conftest import AT, Record

NOW = datetime.now(UTC)
YEARS_10 = timedelta(days=3653)
HOUR = 3600


def watched(hook: Hook) -> Hook:
    """The hook, which should speak every hour."""
    with writing():
        hooks.change(replace(hook.edit(), rules=Rules(silent_after=HOUR)))
    return hooks.get(hook.guid)


def noted(hook: Hook, at: datetime) -> None:
    """Have the hook have spoken at a time."""
    with writing():
        stored = to_stored(at)
        execute("UPDATE hooks SET last_accepted_at = ?, watched_since = ? WHERE id = ?", (stored, stored, hook.id))


def test_silence_counts_from_now_on(operations: Hook) -> None:
    hook = watched(operations)
    noted(hook, NOW + YEARS_10)
    assert clock_back.catch_up(NOW) == 2
    assert silence.silent_hooks(NOW + timedelta(minutes=59)) == []
    [silent] = silence.silent_hooks(NOW + timedelta(minutes=61))
    assert silent.since == NOW
    assert clock_back.catch_up(NOW) == 0


def test_the_difference_of_two_machines_is_left_alone(operations: Hook) -> None:
    hook = watched(operations)
    noted(hook, NOW + timedelta(minutes=50))
    assert clock_back.catch_up(NOW) == 0
    assert hooks.get(hook.guid).last_accepted_at == NOW + timedelta(minutes=50)


def test_a_file_is_fetched_that_would_have_waited_for_years(recorded: Record) -> None:
    recorded(Report(attachments=(Attachment("file", "a", "txt", "http://files.example.org/a"),)))
    set_back = AT - YEARS_10
    with connection():
        assert list(queue.due(set_back)) == []
    clock_back.catch_up(set_back)
    with connection():
        assert [found.url for found in queue.due(set_back)] == ["http://files.example.org/a"]
