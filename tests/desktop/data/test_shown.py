"""What is shown: it holds together whatever is shown next, and each change of it is told once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

import pytest

from desktop.data.shown import ACTIVITY, CASES, DELIVERIES, Shown
from models.cases import cases
from models.cases.case_filter import Filter
from models.cases.cases import Case
from models.cases.views import View
from models.channels.channels import Channel
from models.channels.hooks import Hook
from models.database import writing
from models.recording.report_writer import Source, record
from models.report import Report

A, B, C = (Channel(number, name, name, "", True, 0, 0, 0) for number, name in enumerate("ABC", 1))
OPEN = View(1, "Open", Filter(state="open"), "updated")


@pytest.fixture
def of_two(shown: Shown) -> Shown:
    """What is shown when there are A and B: A."""
    shown.update_channels([A, B])
    return shown


@pytest.fixture
def told(of_two: Shown) -> list[str]:
    """The signals that come after A is shown, in their order."""
    names: list[str] = []
    for signal, name in (
        (of_two.moved, "moved"),
        (of_two.page_shown, "page"),
        (of_two.channels_read, "channels"),
        (of_two.case_shown, "case"),
        (of_two.case_read, "case read"),
    ):
        signal.connect(partial(names.append, name))
    return names


@pytest.fixture
def case(operations: Hook) -> Case:
    """A case that somebody opened."""
    with writing():
        record(Source(operations.channel_id, operations.id, "Monitor", datetime.now(UTC)), Report(id="a", text="First"))
    return cases.find(operations.channel_id, 1)


def in_front(shown: Shown) -> tuple[object, ...]:
    """What the person sees: the view, the channel, the page and the case."""
    return shown.view, shown.channel_in_front, shown.page_in_front, shown.case


def test_the_first_channel_is_shown_where_none_is_wanted(of_two: Shown) -> None:
    assert (of_two.channel, of_two.channel_in_front, of_two.page_in_front) == (A, A, ACTIVITY)


def test_without_a_channel_no_page_is_in_front(of_two: Shown, told: list[str]) -> None:
    of_two.update_channels([])
    assert (of_two.channel, of_two.page_in_front) == (None, None)
    assert told == ["case", "moved", "channels"]


def test_a_channel_that_is_wanted_before_it_is_there_is_shown_when_it_comes(of_two: Shown) -> None:
    of_two.show_channel(C.id)
    assert of_two.channel == A
    of_two.update_channels([A, B])
    assert of_two.channel == A
    of_two.update_channels([A, B, C])
    assert of_two.channel == C


def test_what_was_wanted_in_vain_does_not_come_over_what_was_chosen_since(of_two: Shown) -> None:
    of_two.show_channel(C.id)
    of_two.show_channel(B.id)
    of_two.update_channels([A, B, C])
    assert of_two.channel == B


def test_a_wanted_channel_is_chosen_among_channels_that_are_not_known_here_yet(of_two: Shown) -> None:
    of_two.show_channel(C.id)
    assert of_two.choose([A, B, C]) == C
    assert of_two.choose([B, A]) == A
    assert of_two.choose([B]) == B
    assert of_two.choose([]) is None


def test_the_channel_that_is_shown_stays_over_a_reading_and_what_is_new_of_it_is_known(
    of_two: Shown, told: list[str]
) -> None:
    of_two.show_channel(B.id)
    told.clear()
    of_two.update_channels([A, renamed := replace(B, name="Other", unread=3)])
    assert of_two.channel == renamed
    assert told == ["channels"]


def test_a_channel_that_is_gone_makes_room_for_the_first(of_two: Shown, told: list[str]) -> None:
    of_two.show_channel(B.id)
    told.clear()
    of_two.update_channels([A])
    assert of_two.channel == A
    assert told == ["case", "moved", "channels"]


def test_a_view_stands_in_front_of_the_channel_and_has_the_cases_alone(of_two: Shown, told: list[str]) -> None:
    of_two.show_view(OPEN)
    assert (of_two.view, of_two.channel, of_two.channel_in_front) == (OPEN, A, None)
    assert told == ["case", "moved", "page"]
    of_two.show_page(DELIVERIES)
    assert of_two.page_in_front == CASES


def test_a_view_stays_over_a_reading_also_when_the_channel_behind_it_goes(of_two: Shown, told: list[str]) -> None:
    of_two.show_channel(B.id)
    of_two.show_view(OPEN)
    told.clear()
    of_two.update_channels([A, B])
    assert (of_two.view, of_two.channel) == (OPEN, B)
    of_two.update_channels([A])
    assert (of_two.view, of_two.channel) == (OPEN, A)
    assert told == ["channels", "channels"]


def test_from_a_view_a_channel_is_gone_to_with_its_cases(of_two: Shown, told: list[str]) -> None:
    of_two.show_view(OPEN)
    told.clear()
    of_two.show_channel(A.id)
    assert (of_two.view, of_two.channel_in_front, of_two.page) == (None, A, CASES)
    assert told == ["case", "moved"]


def test_a_channel_that_was_wanted_leads_out_of_a_view_when_it_comes(of_two: Shown) -> None:
    of_two.show_view(OPEN)
    of_two.show_channel(C.id)
    assert in_front(of_two) == (OPEN, None, CASES, None)
    of_two.update_channels([A, B, C])
    assert in_front(of_two) == (None, C, CASES, None)


def test_the_page_stays_from_channel_to_channel(of_two: Shown, told: list[str]) -> None:
    of_two.show_page(DELIVERIES)
    of_two.show_channel(B.id)
    assert of_two.page_in_front == DELIVERIES
    assert told == ["page", "case", "moved"]


def test_what_is_shown_already_is_not_told_again(of_two: Shown, told: list[str]) -> None:
    of_two.show_channel(A.id)
    of_two.show_page(ACTIVITY)
    of_two.leave_search()
    assert told == []


def test_a_search_is_in_front_until_something_else_is_shown(of_two: Shown, told: list[str]) -> None:
    for leave in (
        of_two.leave_search,
        partial(of_two.show_page, ACTIVITY),
        partial(of_two.show_channel, A.id),
        partial(of_two.show_view, OPEN),
    ):
        of_two.show_search()
        assert (of_two.searching, of_two.page_in_front) == (True, None)
        leave()
        assert not of_two.searching
    assert told[:6] == ["page"] * 6


def test_a_search_stays_over_a_reading(of_two: Shown) -> None:
    of_two.show_search()
    of_two.update_channels([B])
    assert of_two.searching


def test_a_case_is_closed_where_another_place_is_gone_to(of_two: Shown, told: list[str], case: Case) -> None:
    of_two.show_case(case)
    of_two.update_case(changed := replace(case, state="closed"))
    assert in_front(of_two) == (None, A, ACTIVITY, changed)
    of_two.show_page(DELIVERIES)
    assert in_front(of_two) == (None, A, DELIVERIES, changed), "another page of the same channel leaves it open"
    of_two.show_channel(B.id)
    assert in_front(of_two) == (None, B, DELIVERIES, None)
    assert told == ["case", "case read", "page", "case", "moved"]


def test_all_of_it_holds_before_the_first_signal(of_two: Shown, case: Case) -> None:
    of_two.show_case(case)
    seen: list[tuple[object, ...]] = []
    for signal in (of_two.case_shown, of_two.moved, of_two.page_shown):
        signal.connect(lambda: seen.append(in_front(of_two)))
    of_two.show_view(OPEN)
    assert seen == [(OPEN, None, CASES, None)] * 3
