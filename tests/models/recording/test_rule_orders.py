"""The rules alone, without a database: 100,000 orders of reports that form trees, and reports of any kind."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from models.report import Report
from tests.models.cases.machine.desk_model import Desk
from tests.models.recording.facts_model import MemoryChannel
from tests.models.recording.forests import Forest, forests

FORESTS, ORDERS = 500, 200
NAMES = st.sampled_from("abcdef")
# What comes, and the number of a case that is closed before, and of one that is deleted.
ARRIVALS = st.tuples(
    st.builds(Report, id=st.none() | NAMES, references=st.lists(NAMES, max_size=3, unique=True).map(tuple)),
    st.integers(0, 5),
    st.integers(0, 5),
)


@settings(max_examples=FORESTS, deadline=None)
@given(forest=forests(), seed=st.integers(0, 1_000_000))
def test_100_000_orders_end_in_one_case_a_tree(forest: Forest, seed: int) -> None:
    arrivals, random = list(forest.arrivals), Random(seed)
    for _ in range(ORDERS):
        _take_in(arrivals, forest)
        random.shuffle(arrivals)


def _take_in(arrivals: list[Report], forest: Forest) -> None:
    """What comes for the first time is taken in; what comes again is already reported, and changes nothing."""
    channel, seen = MemoryChannel(), set[str]()
    for report in arrivals:
        assert (channel.record(report).status == "already_reported") == (report.text in seen)
        seen.add(report.text)
    assert not channel.awaited
    held = channel.held()
    assert sorted(map(sorted, held.values())) == forest.trees


@settings(max_examples=400, deadline=None)
@given(arrivals=st.lists(ARRIVALS, max_size=20))
def test_whatever_comes_is_decided_as_the_model_of_the_desk_does_it(arrivals: list[tuple[Report, int, int]]) -> None:
    channel, desk = MemoryChannel(), Desk(["here"])
    for at, (posted, closed, deleted) in enumerate(arrivals):
        references = tuple(name for name in posted.references if name != posted.id)
        report = replace(posted, references=references, text=f"text{at}")
        for thing in desk.living():
            number = thing.at[1]
            thing.closed, thing.deleted = thing.closed or number == closed, thing.deleted or number == deleted
            channel.cases[number] = replace(
                channel.cases[number], closed=bool(thing.closed), deleted=bool(thing.deleted)
            )
        assert channel.record(report).status == desk.record("here", report)
        assert channel.held() == _held(desk)
        states = {thing.at[1]: (bool(thing.closed), bool(thing.deleted)) for thing in desk.living()}
        assert {number: (channel.cases[number].closed, channel.cases[number].deleted) for number in states} == states


def _held(desk: Desk) -> dict[int, list[str]]:
    found = {thing.at[1]: desk.texts(thing) for thing in desk.living()}
    alone = desk.texts(None)
    return {**found, 0: alone} if alone else found
