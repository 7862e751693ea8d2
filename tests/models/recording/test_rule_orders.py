"""The rules alone, without a database: 100,000 orders of reports that form trees, and reports of any kind."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from models.report import Report
from tests.models.cases.machine.desk_model import Desk
from tests.models.recording.facts_model import MemoryChannel
from tests.models.recording.forests import Forest, forests

FORESTS, ORDERS = 500, 200
NAMES = st.sampled_from("abcdef")
KEYS = st.none() | st.sampled_from("kl")
STATES = st.sampled_from(["open", "open", "closed"])


@dataclass(frozen=True)
class Arrival:
    """What comes, and the number of a case that is closed before, and of one that is deleted.

    `again` says the same as what came last under its key; `soon` says that this was a short time ago.
    """

    report: Report
    closed: int
    deleted: int
    again: bool
    soon: bool


REPORTS = st.builds(
    Report,
    id=st.none() | NAMES,
    references=st.just(()) | st.lists(NAMES, max_size=3, unique=True).map(tuple),
    key=KEYS,
    state=STATES,
)
ARRIVALS = st.builds(Arrival, REPORTS, st.integers(0, 5), st.integers(0, 5), st.booleans(), st.booleans())


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


@settings(max_examples=800, deadline=None)
@given(arrivals=st.lists(ARRIVALS, max_size=20))
def test_whatever_comes_is_decided_as_the_model_of_the_desk_does_it(arrivals: list[Arrival]) -> None:
    channel, desk, said = MemoryChannel(), Desk(["here"]), dict[str | None, Report]()
    for at, arrival in enumerate(arrivals):
        report = said[arrival.report.key] = _report(arrival, f"text{at}", said)
        for thing in desk.living():
            number = thing.at[1]
            thing.closed = thing.closed or number == arrival.closed
            thing.deleted = thing.deleted or number == arrival.deleted
            channel.cases[number] = replace(
                channel.cases[number], closed=bool(thing.closed), deleted=bool(thing.deleted)
            )
        decided = channel.record(report, reopens=arrival.soon)
        assert decided.status == desk.record("here", report, reopens=arrival.soon)
        assert channel.held() == _held(desk)
        states = {thing.at[1]: (bool(thing.closed), bool(thing.deleted)) for thing in desk.living()}
        assert {number: (channel.cases[number].closed, channel.cases[number].deleted) for number in states} == states


def _report(arrival: Arrival, text: str, said: dict[str | None, Report]) -> Report:
    """What comes, with a text of its own, or with all that was said last under its key."""
    posted = arrival.report
    if arrival.again and posted.key in said:
        last = said[posted.key]
        posted, text = replace(posted, references=last.references), last.text
    return replace(posted, references=tuple(name for name in posted.references if name != posted.id), text=text)


def _held(desk: Desk) -> dict[int, list[str]]:
    found = {thing.at[1]: desk.texts(thing) for thing in desk.living()}
    alone = desk.texts(None)
    return {**found, 0: alone} if alone else found
