"""Differences: what is named as one is, and what is not is the same; also for lists made to be slow."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.deliveries.actions.differences import Difference, compare

lines = st.lists(st.sampled_from("abcdefgh") | st.text("ab", max_size=3), max_size=40)


@settings(deadline=None)
@given(lines, lines)
def test_the_second_list_is_the_first_with_its_differences_replaced(first: list[str], second: list[str]) -> None:
    rebuilt, at = list[str](), 0
    for part in compare(first, second):
        assert part.first_end > part.first or part.second_end > part.second
        rebuilt += first[at : part.first]
        assert len(rebuilt) == part.second
        rebuilt += second[part.second : part.second_end]
        at = part.first_end
    assert rebuilt + first[at:] == second


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("abc", "abc", []),
        ("abc", "axc", [Difference(1, 2, 1, 2)]),
        ("abc", "ac", [Difference(1, 2, 1, 1)]),
        ("ac", "abc", [Difference(1, 1, 1, 2)]),
        ("abcde", "xbcdy", [Difference(0, 1, 0, 1), Difference(4, 5, 4, 5)]),
        ("", "a", [Difference(0, 0, 0, 1)]),
        ("{a,b,}", "{a,c,b,}", [Difference(3, 3, 3, 5)]),
    ],
)
def test_small_differences_are_small(first: str, second: str, expected: list[Difference]) -> None:
    assert compare(list(first), list(second)) == expected


@pytest.mark.parametrize("swapped", [False, True])
def test_lists_that_repeat_themselves_do_not_stall(swapped: bool) -> None:
    first = ["},", "{", '"a": 1'] * 30_000
    second = [*first[3:15_000], "new", *first[15_000:], "end"]
    began = perf_counter()
    assert compare(*((second, first) if swapped else (first, second)))
    assert perf_counter() - began < 5
