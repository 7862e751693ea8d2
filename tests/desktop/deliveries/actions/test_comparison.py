"""The lines of a comparison: what differs and what is around it, whatever was posted."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
import requests

from desktop.deliveries.actions.comparison import MOST_CHARACTERS, MOST_LINES, MOST_OF_ONE, Comparison, read
from models.deliveries import deliveries

Compare = Callable[[bytes, bytes], Comparison]


@pytest.fixture
def compare(hook_url: str) -> Compare:
    """Post two bodies and compare what was kept of them."""

    def compared(first: bytes, second: bytes) -> Comparison:
        for body in (first, second):
            requests.post(hook_url, data=body, timeout=10)
        newest = deliveries.newest_id(None)
        return read(newest, newest - 1)

    return compared


def texts(found: Comparison, kind: str) -> list[str]:
    return [line.text for line in found.lines if line.kind == kind]


def test_the_older_delivery_is_the_first(compare: Compare) -> None:
    found = compare(b'{"a": 1}', b'{"a": 2}')
    assert (texts(found, "first"), texts(found, "second")) == (['  "a": 1'], ['  "a": 2'])
    assert found.first.id < found.second.id
    assert found.lines[found.starts[0]].kind == "first"


def test_a_comma_alone_is_no_difference(compare: Compare) -> None:
    found = compare(b'{"a": 1}', b'{"a": 1, "b": 2}')
    assert (texts(found, "first"), texts(found, "second")) == ([], ['  "b": 2'])


def test_what_only_looks_different_is_said_to_be_the_same(compare: Compare) -> None:
    found = compare(b'{"a": 1.0, "b": "\\u00fc"}', '{"b": "ü", "a": 1}'.encode())
    assert found.starts == ()
    assert found.note == "Both say the same; they are only written in different ways."


def test_what_is_not_json_is_compared_as_text(compare: Compare) -> None:
    found = compare(b'{"a": 1}\nsame', b"{\nsame")
    assert (texts(found, "first"), texts(found, "second")) == (['{"a": 1}'], ["{"])
    assert found.note == "At least one is not JSON, so they are compared as text."


def test_a_body_that_was_not_kept_whole_is_said(compare: Compare) -> None:
    found = compare(b"x" * 1_048_577, b"y")
    assert found.note.endswith("Not all of the bodies was kept.")


def test_long_lines_are_shown_where_they_begin_to_differ(compare: Compare) -> None:
    same = "x" * 500_000
    found = compare(json.dumps({"text": same + "1st"}).encode(), json.dumps({"text": same + "2nd"}).encode())
    for kind, ending in (("first", '1st"'), ("second", '2nd"')):
        [text] = texts(found, kind)
        assert text.startswith("…x")
        assert text.endswith(ending)
        assert len(text) <= MOST_CHARACTERS + 2


def test_lines_that_are_the_same_are_left_out_far_from_a_difference(compare: Compare) -> None:
    numbers = list(range(100))
    found = compare(json.dumps(numbers).encode(), json.dumps([*numbers[:50], "new", *numbers[50:]]).encode())
    assert [line.text.strip() for line in found.lines] == [
        "48 lines are the same", "47,", "48,", "49,", '"new",', "50,", "51,", "52,", "48 lines are the same",
    ]  # fmt: skip


def test_of_a_large_difference_the_beginning_of_both_is_shown(compare: Compare) -> None:
    first, second = (json.dumps([f"{name}{number}" for number in range(20_000)]).encode() for name in "ab")
    found = compare(first, second)
    assert (len(texts(found, "first")), len(texts(found, "second"))) == (MOST_OF_ONE, MOST_OF_ONE)
    assert "18,000 more lines differ" in texts(found, "gap")


def test_more_than_a_screen_can_show_is_said(compare: Compare) -> None:
    numbers = list(range(20_000))
    found = compare(json.dumps(numbers).encode(), json.dumps([n + n % 2 / 2 for n in numbers]).encode())
    assert len(found.lines) == MOST_LINES + 1
    assert "save both bodies" in found.lines[-1].text
    assert found.starts[-1] < MOST_LINES
