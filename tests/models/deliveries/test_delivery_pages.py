"""Pages of deliveries: whatever the filter, every delivery of the list once, newest first, and no other."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.channels import channels, hooks
from models.channels.hooks import Hook
from models.database import execute, writing
from models.deliveries import deliveries
from models.deliveries.deliveries import Delivery
from models.deliveries.delivery_filter import DeliveryFilter
from tests.models.conftest import AT
from tests.models.deliveries.some_deliveries import Some, store

OUTCOMES = ("posted", "opened", "updated", "repeated", "closed", "already_reported", "rejected")
CODES = ("invalid_json", "invalid_report", "rate_limited")
TIMES = st.integers(0, 12).map(lambda second: AT + timedelta(seconds=second))


@pytest.fixture
def three(operations: Hook) -> list[Hook]:
    """Two hooks of one channel, and one of another."""
    backup = hooks.add(operations.channel_id, "Backup")
    return [operations, backup, hooks.add(channels.add("Plant").id, "Sensor")]


def joined(filter_: DeliveryFilter, size: int) -> list[Delivery]:
    """All pages of a list, one after another."""
    found: list[Delivery] = []
    while page := deliveries.page(filter_, before=found[-1].id if found else None, limit=size):
        assert len(page) <= size
        found += page
    return found


SOME = st.lists(
    st.tuples(
        st.integers(0, 2), TIMES, st.sampled_from(OUTCOMES), st.sampled_from(CODES), st.sampled_from([b"one", b"Two"])
    ),
    max_size=30,
)
FILTERS = st.builds(
    DeliveryFilter,
    channel_id=st.sampled_from([None, 1, 2]),
    hook_id=st.sampled_from([None, 1, 2, 3]),
    outcome=st.sampled_from([None, "accepted", *OUTCOMES]),
    code=st.sampled_from([None, None, *CODES]),
    since=st.none() | TIMES,
    until=st.none() | TIMES,
    text=st.sampled_from(["", "", "tWO"]),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=100)
@given(made=SOME, filter_=FILTERS, size=st.integers(1, 12))
def test_pages_join_to_what_the_filter_lets_through(
    three: list[Hook], made: list[tuple[int, datetime, str, str, bytes]], filter_: DeliveryFilter, size: int
) -> None:
    with writing():
        execute("DELETE FROM deliveries")
    some = [
        Some(three[hook], at, what, code if what == "rejected" else None, body) for hook, at, what, code, body in made
    ]
    stored = sorted(zip(store(*some), some, strict=True), key=lambda one: (one[1].at, one[0]), reverse=True)
    assert [one.id for one in joined(filter_, size)] == [id_ for id_, one in stored if one.is_in(filter_)]


def test_a_page_goes_on_where_a_delivery_stood_that_is_gone(operations: Hook) -> None:
    ids = store(*(Some(operations, AT + timedelta(seconds=each)) for each in range(6)))
    with writing():
        execute("DELETE FROM deliveries WHERE id IN (?, ?)", (ids[3], ids[4]))
    assert [one.id for one in deliveries.page(before=ids[3])] == ids[2::-1]
    assert deliveries.page(before=ids[0]) == []
    with writing():
        execute("DELETE FROM deliveries")
    assert deliveries.page(before=ids[3]) == []


def test_deliveries_of_a_removed_channel_are_in_no_list(three: list[Hook]) -> None:
    store(*(Some(hook) for hook in three))
    channels.remove(three[0].channel_id)
    assert [one.hook for one in deliveries.page()] == ["Sensor"]
    assert deliveries.page(DeliveryFilter(three[0].channel_id)) == []
    assert deliveries.page(DeliveryFilter(hook_id=three[1].id)) == []


def test_a_row_says_what_a_list_shows(operations: Hook) -> None:
    one = Some(operations, body=b"12345")
    (old,) = store(one, old_url_id=7)
    (replay,) = store(one, replay_of=old)
    with writing():
        execute("UPDATE deliveries SET mended_by = ?, body = ? WHERE id = ?", (replay, b"", old))
    again, first = deliveries.page()
    assert (first.user_agent, first.size, first.whole) == ("curl/8.5.0", 5, False)
    assert (first.old_url, first.mended_by, again.replay_of) == (True, replay, old)
    assert (again.old_url, again.whole, again.mended_by) == (False, True, None)
    assert (again.channel_id, again.hook_id, again.case_id) == (operations.channel_id, operations.id, None)
    assert deliveries.shown(replay).delivery == again


def test_the_newest_id_is_the_highest_of_those_that_came_at_once(three: list[Hook]) -> None:
    assert deliveries.newest_id(None) == 0
    ids = store(Some(three[0], AT + timedelta(seconds=1)), Some(three[0], AT), Some(three[2]))
    assert deliveries.newest_id(three[0].channel_id) == ids[1]
    assert deliveries.newest_id(None) == ids[2]
    assert deliveries.newest_id(99) == 0


def test_today_counts_all_outcomes_since_midnight(operations: Hook) -> None:
    midnight = AT.replace(hour=0, minute=0, second=0)
    some = Some(operations)
    store(replace(some, at=midnight - timedelta(microseconds=1)), replace(some, at=midnight), replace(some, at=AT))
    store(replace(some, outcome="rejected", code="invalid_json"))
    assert deliveries.today(AT) == deliveries.Today(deliveries=3, rejected=1)
