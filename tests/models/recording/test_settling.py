"""Much that waited for one report: it is brought home in batches, each of which leaves the desk right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

import pytest
from hypothesis import given, settings

from models.cases import case_moving, cases
from models.cases.case_filter import Filter
from models.cases.case_pages import page
from models.cases.cases import Case
from models.database import connection, execute, read_value, writing
from models.messages import index, messages
from models.recording import facts, settling
from models.recording.report_writer import Source, record
from models.recording.settler import Settler
from models.report import Outcome, Report
from tests.models.recording.forests import Forest, forests
from tests.models.recording.test_trees import fresh

Record = Callable[[Report], Outcome]
MANY = facts.AT_ONCE + 30


@contextmanager
def small(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patch:
        patch.setattr(facts, "AT_ONCE", 1)
        patch.setattr(settling, "MUCH", 1)
        yield


def settle(most: int) -> int:
    """Settle all there is in batches of a size; how many those were."""
    batches = 0
    while True:
        with writing():
            if not settling.batch(most):
                return batches
        batches += 1
        hold_right()


def hold_right() -> None:
    """Each message is in a case that is there, and counted in it."""
    wrong = execute(
        "SELECT cases.id, cases.messages, COUNT(messages.id) FROM cases LEFT JOIN messages"
        " ON messages.case_id = cases.id GROUP BY cases.id, cases.messages HAVING cases.messages <> COUNT(messages.id)"
    )
    assert wrong == []
    merged = "SELECT COUNT(*) FROM messages JOIN cases ON cases.id = messages.case_id WHERE merged_into_id IS NOT NULL"
    assert read_value(merged) == 0


def living(source: Source) -> list[Case]:
    return page(Filter(source.channel_id), limit=500)


def test_what_many_waited_for_is_recorded_at_once_and_gathers_them_later(recorded: Record, source: Source) -> None:
    for number in range(MANY):
        recorded(Report(id=f"e{number}", references=("root",), text=f"text {number}"))
    found = recorded(Report(id="root", text="the root"))
    assert (found.status, found.case) == ("updated", 1)
    with connection():
        assert len(living(source)) == MANY
        assert settle(10) > MANY // 10
        (case,) = living(source)
        assert case.messages == MANY + 1
        assert read_value("SELECT COUNT(*) FROM awaited") == 0
        assert read_value("SELECT COUNT(*) FROM settling") == 0
        texts = sorted(one.text for one in messages.of_case(case.id, limit=500))
        assert texts == sorted([*(f"text {number}" for number in range(MANY)), "the root"])
        assert [one.kind for one in messages.of_case(case.id, limit=500)].count("opening") == 1


def test_messages_without_an_id_that_waited_go_into_the_case_that_opens(recorded: Record, source: Source) -> None:
    for number in range(MANY):
        recorded(Report(references=("root",), text=f"text {number}"))
    assert recorded(Report(id="root", text="the root")).status == "opened"
    with connection():
        settle(7)
        (case,) = living(source)
        assert case.messages == MANY + 1


def test_a_report_that_comes_meanwhile_finds_its_case(recorded: Record, source: Source) -> None:
    for number in range(MANY):
        recorded(Report(id=f"e{number}", references=("root",), text=f"text {number}"))
    recorded(Report(id="root", text="the root"))
    with connection(), writing():
        settling.batch(10)
    last = MANY - 1
    assert recorded(Report(references=(f"e{last}",), text="meanwhile")).status == "updated"
    assert recorded(Report(id=f"e{last}", text="again")).status == "already_reported"
    with connection():
        settle(10)
        (case,) = living(source)
        assert case.messages == MANY + 2


def test_a_case_of_many_messages_is_merged_a_part_at_a_time(
    recorded: Record, source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settling, "MUCH", 20)
    recorded(Report(id="first", text="opened first"))
    recorded(Report(id="lost", references=("root",), text="its parent comes late"))
    for number in range(40):
        recorded(Report(references=("lost",), text=f"update {number}"))
    recorded(Report(id="root", references=("first",), text="the root"))
    with connection():
        assert len(living(source)) == 2
        assert settle(5) >= 8
        (case,) = living(source)
        assert (case.number, case.messages) == (1, 43)
        assert cases.history(case.id)[-1].detail == "#2"


def test_only_what_is_moved_is_indexed_anew(recorded: Record, source: Source, plant: Source) -> None:
    recorded(Report(id="old", text="anchor"))
    for number in range(50):
        recorded(Report(references=("old",), text=f"update {number}"))
    with connection():
        case_moving.move(living(source), plant.channel_id, "Deniz")
        old = min(message.id for message in messages.of_case(living(plant)[0].id))
        with writing():
            index.forget_message(old)
    recorded(Report(references=("late",), text="whichwaits"))
    recorded(Report(id="late", references=("old",), text="the late one"))
    with connection():
        (case,) = living(plant)
        assert case.messages == 53
        assert not read_value("SELECT COUNT(*) FROM message_words WHERE rowid = ?", (old,))


def test_the_settler_goes_on_with_what_was_left(recorded: Record, source: Source) -> None:
    for number in range(MANY):
        recorded(Report(references=("root",), text=f"text {number}"))
    recorded(Report(id="root", text="the root"))
    settler = Settler()
    settler.start()
    until = monotonic() + 30
    with connection():
        while read_value("SELECT COUNT(*) FROM settling"):
            assert monotonic() < until
    assert settler.stop()
    with connection():
        assert [case.messages for case in living(source)] == [MANY + 1]


@settings(max_examples=60, deadline=None)
@given(forest=forests())
def test_any_order_of_a_forest_ends_in_one_case_a_tree_also_when_all_is_put_off(forest: Forest) -> None:
    with pytest.MonkeyPatch.context() as patch, small(patch), fresh() as source:
        for number, report in enumerate(forest.arrivals):
            with writing():
                record(source, report)
            if number % 3 == 2:
                with writing():
                    settling.batch(1)
                hold_right()
        settle(2)
        held = [sorted(m.text for m in messages.of_case(case.id)) for case in living(source)]
        assert sorted(held) == forest.trees
        assert all(not m.unknown_references for m in messages.page(source.channel_id, limit=100))


def test_nothing_is_put_off_that_is_little(recorded: Record, source: Source) -> None:
    recorded(Report(references=("root",), text="a"))
    recorded(Report(id="other", references=("root",), text="b"))
    recorded(Report(id="root", text="c"))
    with connection():
        assert read_value("SELECT COUNT(*) FROM settling") == 0
        assert [case.messages for case in living(source)] == [3]
