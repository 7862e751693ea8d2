"""Trial: the last deliveries of a hook by the format in force and by a draft, side by side, and nothing written."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from models.channels.hook_rules import OWN
from models.channels.hooks import Hook
from models.database import execute
from models.problems import NotThere
from receiver.formats.format import Format
from receiver.formats.presets import presets
from receiver.intake.findings.reads import Counts
from receiver.intake.replay import replay
from receiver.intake.trial import Trial, trial
from tests.receiver.formats.bodies_of import FOLDER
from tests.receiver.intake.bodies_kept import came
from tests.receiver.intake.rules import set_rules

CHECKS = Format(
    name="Checks", for_each="body.checks", key="item.host", closed_when='item.is == "good"', skip_when="item.silent",
    subject="{{ item.host }} is {{ item.is }}", priority="item.level", priorities={"severe": "Critical"},
)  # fmt: skip


def check(host: str, state: str = "bad", **more: Any) -> dict[str, Any]:
    return {"host": host, "is": state, **more}


def sent(hook: Hook, *checks: dict[str, Any], minutes: float = 0) -> int:
    return came(hook, {"checks": checks}, minutes=minutes)


def statuses(found: Trial) -> list[list[str]]:
    return [[line.status for line in row.draft.reports] for row in found.rows]


def test_each_side_begins_with_nothing_and_finds_only_its_own_cases(operations: Hook) -> None:
    sent(operations, check("a"), check("b"), minutes=0)
    sent(operations, check("a"), minutes=1)
    sent(operations, check("a", "good"), minutes=2)
    found = trial(operations.id, CHECKS)
    assert found.draft == Counts(opened=2, repeated=1, closed=1)
    assert found.in_force == Counts(posted=3, unread=3)
    assert statuses(found) == [["opened", "opened"], ["repeated"], ["closed"]]
    assert [line.case for line in found.rows[2].draft.reports] == [1]
    assert trial(operations.id, CHECKS).draft == found.draft


def test_the_rows_are_the_deliveries_oldest_first(operations: Hook) -> None:
    ids = [sent(operations, check("a"), minutes=minutes) for minutes in (5, 1, 3)]
    assert [row.delivery_id for row in trial(operations.id, CHECKS).rows] == [ids[1], ids[2], ids[0]]


def test_only_the_last_are_tried(operations: Hook) -> None:
    ids = [sent(operations, check("a"), minutes=minutes) for minutes in range(5)]
    assert [row.delivery_id for row in trial(operations.id, CHECKS, most=2).rows] == ids[3:]


def test_times_are_those_of_the_deliveries(operations: Hook) -> None:
    for minutes, state in ((0, "bad"), (1, "good"), (30, "bad"), (31, "good"), (120, "bad")):
        sent(operations, check("a", state), minutes=minutes)
    assert statuses(trial(operations.id, CHECKS)) == [["opened"], ["closed"], ["updated"], ["closed"], ["opened"]]


def test_a_replay_is_not_counted_once_more(operations: Hook) -> None:
    first = sent(operations, check("a"))
    replay(first)
    assert [row.delivery_id for row in trial(operations.id, CHECKS).rows] == [first]


def test_what_replays_push_out_of_the_last_page_is_found_behind_it(operations: Hook) -> None:
    first = sent(operations, check("a"))
    for _ in range(3):
        replay(first)
    assert [row.delivery_id for row in trial(operations.id, CHECKS, most=2).rows] == [first]


def test_a_body_that_was_not_kept_whole_is_left_out_and_counted(operations: Hook) -> None:
    gone, kept = sent(operations, check("a")), sent(operations, check("b"), minutes=1)
    execute("UPDATE deliveries SET body = ? WHERE id = ?", (b"", gone))
    found = trial(operations.id, CHECKS)
    assert ([row.delivery_id for row in found.rows], found.left_out) == ([kept], 1)


def test_what_either_side_refuses_says_why(operations: Hook) -> None:
    set_rules(operations, reads=OWN)
    sent(operations, check("a"))
    came(operations, b'{"checks": ', minutes=1)
    found = trial(operations.id, CHECKS)
    assert (found.in_force, found.draft) == (Counts(refused=2), Counts(opened=1, refused=1))
    codes = [(row.in_force.refused and row.in_force.refused.code) for row in found.rows]
    assert codes == ["invalid_report", "invalid_json"]


def test_what_a_format_skips_and_what_it_fails_at_is_counted_by_the_delivery(operations: Hook) -> None:
    sent(operations, check("a", silent=True), check("b", silent=True))
    sent(operations, minutes=1)
    found = trial(operations.id, CHECKS)
    assert found.draft == Counts(skipped=1, fell_back=1, posted=1)
    assert "empty list" in str(found.rows[1].draft.fell_back)


def test_the_format_in_force_may_be_a_preset(operations: Hook) -> None:
    for minutes, name in enumerate(("alertmanager.firing.json", "alertmanager.resolved.json")):
        came(operations, (FOLDER / name).read_bytes(), minutes=minutes)
    found = trial(operations.id, replace(presets()["alertmanager"], name="Mine", closed_when=""))
    assert found.in_force == Counts(opened=1, closed=1)
    assert (found.draft.opened, found.draft.closed) == (1, 0)
    assert {row.in_force.format for row in found.rows} == {"Alertmanager"}


def test_it_says_how_far_it_is_and_stops_when_it_is_told_to(operations: Hook) -> None:
    for minutes in range(4):
        sent(operations, check("a"), minutes=minutes)
    asked = []

    def progressed(done: int, total: int) -> bool:
        asked.append((done, total))
        return done < 2

    assert len(trial(operations.id, CHECKS, progressed=progressed).rows) == 2
    assert asked == [(0, 4), (1, 4), (2, 4)]


def test_a_trial_writes_nothing(operations: Hook) -> None:
    sent(operations, check("a"))
    tables = ("deliveries", "cases", "messages", "channels", "hooks")
    before = [execute(f"SELECT * FROM {table}") for table in tables]
    trial(operations.id, CHECKS)
    assert [execute(f"SELECT * FROM {table}") for table in tables] == before


def test_words_that_no_table_explains_are_named(operations: Hook) -> None:
    sent(operations, check("a", level="severe"), check("b", level="Awful"), check("c", level="awful"), check("d"))
    [doubt] = [one for one in trial(operations.id, CHECKS).warnings if one.part == "priority"]
    assert str(doubt.words) == "These words are not in the table of priorities: Awful (1); awful (1)"


def test_a_hook_that_is_not_there_is_a_problem(operations: Hook) -> None:
    with pytest.raises(NotThere):
        trial(operations.id + 1, CHECKS)
