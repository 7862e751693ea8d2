"""Foresight: what is foreseen is what recording the same reports does, and nothing is written by it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.cases import case_actions, cases
from models.channels import channels, hooks
from models.database import execute, reading, writing
from models.database.tables import to_stored
from models.recording.foresight import Foreseen, Foresight
from models.recording.grounds import EmptyGround, StoredGround
from models.recording.report_writer import Source, record
from models.report import Outcome, Report
from tests.models.conftest import AT, DAY, Record, close_case, reopen_case, through

NAMES = st.sampled_from("abcdef")
REPORTS = st.builds(
    Report,
    id=st.none() | st.none() | NAMES,
    references=st.just(()) | st.lists(NAMES, max_size=2, unique=True).map(tuple),
    key=st.none() | st.sampled_from("kl"),
    state=st.sampled_from(["open", "open", "closed"]),
    text=st.sampled_from(["full", "fuller"]),
)
MINUTES = st.sampled_from([1, 1, 90])
SETTINGS = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
_names = count()


@dataclass(frozen=True)
class Round:
    """Reports of one delivery, so many minutes later; then a person closes, reopens or deletes a case."""

    reports: tuple[Report, ...]
    minutes: int
    closes: int
    reopens: int
    deletes: int


ROUNDS = st.builds(
    Round, st.lists(REPORTS, min_size=1, max_size=5).map(tuple), MINUTES, *[st.integers(0, 6)] * 2, st.integers(-4, 4)
)


def without_itself(reports: Sequence[Report]) -> list[Report]:
    return [replace(one, references=tuple(name for name in one.references if name != one.id)) for one in reports]


def new_source(*, reopens: bool) -> Source:
    """A hook of an empty channel, in which an update reopens a closed case or not."""
    hook = hooks.add(channels.add(f"Channel {next(_names)}").id, "Monitor")
    execute("UPDATE channels SET reopen_on_update = ? WHERE id = ?", (reopens, hook.channel_id))
    return Source(hook.channel_id, hook.id, hook.purpose, AT)


def foreseen(source: Source, reports: Sequence[Report]) -> list[Foreseen]:
    with reading():
        foresight = Foresight(StoredGround(source.channel_id))
        return [foresight.foresee(source, report) for report in reports]


def recorded_all(source: Source, reports: Sequence[Report]) -> list[Outcome]:
    with writing():
        return [record(source, report) for report in reports]


def said(found: Sequence[Foreseen | Outcome]) -> list[tuple[str, int | None]]:
    return [(one.status, one.case) for one in found]


def delete(source: Source, number: int) -> None:
    """A person deletes the case of a number, if there is one."""
    rows = execute(
        "SELECT id FROM cases WHERE channel_id = ? AND number = ? AND merged_into_id IS NULL AND deleted_at IS NULL",
        (source.channel_id, number),
    )
    for (case_id,) in rows:
        case_actions.delete([cases.get(case_id)], "ada")


def act(source: Source, number: int, state: str) -> None:
    """A person closes or reopens the case of a number, if there is one that is not so."""
    rows = execute(
        "SELECT id FROM cases WHERE channel_id = ? AND number = ? AND state = ?"
        " AND merged_into_id IS NULL AND deleted_at IS NULL",
        (source.channel_id, number, state),
    )
    for (case_id,) in rows:
        (close_case if state == "open" else reopen_case)(case_id, "ada")


@SETTINGS
@given(rounds=st.lists(ROUNDS, max_size=5), reopens=st.booleans())
def test_what_is_foreseen_of_a_delivery_is_what_recording_it_does(
    desk: object, rounds: list[Round], reopens: bool
) -> None:
    source = new_source(reopens=reopens)
    for one in rounds:
        source = replace(source, at=source.at + timedelta(minutes=one.minutes))
        reports = without_itself(one.reports)
        expected = foreseen(source, reports)
        assert said(expected) == said(recorded_all(source, reports))
        act(source, one.closes, "open")
        act(source, one.reopens, "closed")
        delete(source, one.deletes)


@SETTINGS
@given(rounds=st.lists(st.tuples(REPORTS, MINUTES), max_size=20), reopens=st.booleans())
def test_from_nothing_all_is_foreseen_that_an_empty_channel_would_do(
    desk: object, rounds: list[tuple[Report, int]], reopens: bool
) -> None:
    source, foresight = new_source(reopens=reopens), Foresight(EmptyGround(reopens=reopens))
    for report, minutes in rounds:
        source = replace(source, at=source.at + timedelta(minutes=minutes))
        (report,) = without_itself([report])
        assert said([foresight.foresee(source, report)]) == said([through(source, report)])


FULL = Report(key="disk", text="full")
FREED = Report(key="disk", text="freed", state="closed")


@pytest.fixture
def later(source: Source) -> Source:
    return replace(source, at=source.at + timedelta(hours=3))


def test_a_case_that_opens_names_the_last_one_of_its_key_and_when_that_was_closed(
    source: Source, later: Source, recorded: Record
) -> None:
    recorded(FULL)
    recorded(FREED)
    (new,) = foreseen(later, [FULL])
    assert (new.status, new.case, new.opened_at) == ("opened", 2, None)
    assert (new.before, new.closed_at) == (1, source.at)


def test_an_update_says_since_when_its_case_is_open(source: Source, later: Source, recorded: Record) -> None:
    recorded(FULL)
    (again, more, end) = foreseen(later, [FULL, replace(FULL, text="fuller"), FREED])
    assert [one.status for one in (again, more, end)] == ["repeated", "updated", "closed"]
    assert {one.opened_at for one in (again, more, end)} == {source.at}


def test_the_second_of_a_key_in_one_delivery_updates_what_the_first_opens(later: Source) -> None:
    found = foreseen(later, [FULL, replace(FULL, text="fuller"), Report(key="other", text="x")])
    assert said(found) == [("opened", 1), ("updated", 1), ("opened", 2)]
    assert [one.opened_at for one in found] == [None, later.at, None]


def test_where_two_cases_are_open_under_a_key_the_older_one_takes_what_comes_after_the_newer_is_closed(
    later: Source, recorded: Record
) -> None:
    recorded(FULL)
    close_case(1, "ada")
    execute("UPDATE cases SET closed_at = ?", (to_stored(AT - DAY),))
    recorded(FULL)
    reopen_case(1, "ada")
    reports = [FREED, replace(FULL, text="fuller")]
    assert said(foreseen(later, reports)) == said(recorded_all(later, reports)) == [("closed", 2), ("updated", 1)]


def test_a_case_that_was_deleted_is_none_of_its_key_and_comes_back_by_its_id(later: Source, recorded: Record) -> None:
    recorded(replace(FULL, id="a"))
    case_actions.delete([cases.get(1)], "ada")
    reports = [FULL, Report(references=("a",), text="more")]
    assert said(foreseen(later, reports)) == said(recorded_all(later, reports)) == [("opened", 2), ("updated", 1)]


def test_a_case_that_comes_back_takes_what_is_reported_of_its_key_after_that(later: Source, recorded: Record) -> None:
    recorded(replace(FULL, id="a"))
    case_actions.delete([cases.get(1)], "ada")
    reports = [Report(references=("a",), text="more"), replace(FULL, text="fuller")]
    assert said(foreseen(later, reports)) == said(recorded_all(later, reports)) == [("updated", 1), ("updated", 1)]


def test_looking_ahead_writes_nothing(source: Source, recorded: Record) -> None:
    recorded(FULL)
    before = [execute(f"SELECT * FROM {table}") for table in ("cases", "messages", "awaited", "channels", "reported")]
    foreseen(source, [FREED, Report(id="a", references=("b",), text="x")])
    assert before == [
        execute(f"SELECT * FROM {table}") for table in ("cases", "messages", "awaited", "channels", "reported")
    ]
