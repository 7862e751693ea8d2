"""Pages of cases by any filter in any order: every case once and in order, by an index, and counted alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import datetime
from typing import Any, get_args

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.cases.case_filter import Between, Filter, Order
from models.cases.case_pages import COUNT_LIMIT, count, every, page
from models.cases.cases import Case
from models.channels import channels
from models.database import connection, writing
from models.database.tables import to_stored
from models.recording.report_writer import Source, record
from models.report import Report
from tests.models.conftest import AT, DAY, NOW

ORDERS = get_args(Order)


BETWEENS = st.builds(
    Between,
    st.none() | st.integers(0, 20).map(lambda days: AT + days * DAY),
    st.none() | st.integers(0, 20).map(lambda days: AT + days * DAY),
)
PARTS_OF_FILTERS: dict[str, st.SearchStrategy[Any]] = {
    "channel_id": st.integers(1, 2),
    "state": st.sampled_from(["open", "closed"]),
    "assignee_id": st.integers(1, 2),
    "nobody": st.just(True),
    "priorities": st.sampled_from([(0,), (3, 4, 5), (0, 5)]),
    "overdue": st.just(True),
    "hook_id": st.integers(1, 3),
    "closed_by_sender": st.just(True),
    "created": BETWEENS,
    "updated": BETWEENS,
    "closed": BETWEENS,
}
# Few at a time, so that most filters let enough cases through for several pages.
FILTERS = st.lists(st.sampled_from(sorted(PARTS_OF_FILTERS)), max_size=3, unique=True).flatmap(
    lambda names: st.builds(Filter, **{name: PARTS_OF_FILTERS[name] for name in names})
)


def _lets(filter_: Filter, case: Case) -> bool:
    """Whether a filter lets a case through, said without SQL."""
    return all(
        (
            filter_.channel_id in (None, case.channel_id),
            filter_.state in (None, case.state),
            filter_.assignee_id in (None, case.assignee_id),
            not (filter_.nobody and case.assignee_id is not None),
            not filter_.priorities or case.priority in filter_.priorities,
            not filter_.overdue or (case.state == "open" and case.deadline is not None and case.deadline < NOW),
            filter_.hook_id in (None, case.hook_id),
            not filter_.closed_by_sender or case.closed_by_sender,
            _within(filter_.created, case.created_at),
            _within(filter_.updated, case.updated_at),
            _within(filter_.closed, case.closed_at),
        )
    )


def _within(between: Between, at: datetime | None) -> bool:
    if between == Between():
        return True
    return at is not None and (between.since or at) <= at and (between.until is None or at < between.until)


# What comes first has the smallest key.
KEYS: dict[Order, Callable[[Case], Any]] = {
    "newest": lambda case: -case.id,
    "updated": lambda case: (-to_stored(case.updated_at), -case.id),
    "priority": lambda case: (-case.priority, -case.id),
    "deadline": lambda case: (0, to_stored(case.deadline), case.id) if case.deadline else (1, -case.id),
    "assignee": lambda case: (0, case.assignee, -case.id) if case.assignee else (1, "", -case.id),
}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=250)
@given(filter_=FILTERS, order=st.sampled_from(ORDERS), size=st.integers(1, 9))
def test_pages_join_to_what_the_filter_lets_through_in_order(
    sixty: Source, filter_: Filter, order: Order, size: int
) -> None:
    with connection():
        everything = page(Filter(), limit=100)
        assert len(everything) == 58
        expected = sorted((case for case in everything if _lets(filter_, case)), key=KEYS[order])
        joined: list[Case] = []
        while found := page(filter_, order=order, after=joined[-1] if joined else None, limit=size, now=NOW):
            joined += found
            assert len(found) <= size
            assert len(joined) <= len(expected)
        assert joined == expected
        assert list(every(filter_, order=order, now=NOW)) == expected
        assert count(filter_, now=NOW) == len(expected)


def test_every_order_and_every_part_of_a_filter_is_tried() -> None:
    assert set(KEYS) == set(ORDERS)
    assert set(PARTS_OF_FILTERS) == {field.name for field in fields(Filter)}


def test_cases_of_removed_channels_are_on_no_list(sixty: Source) -> None:
    channels.remove(2)
    assert len(page(Filter(), limit=100)) == count(Filter()) == 39


def test_a_count_stops_at_its_limit(source: Source) -> None:
    with writing():
        for each in range(COUNT_LIMIT + 1):
            record(source, Report(id=f"{each}", text="x"))
    assert count(Filter()) == COUNT_LIMIT
