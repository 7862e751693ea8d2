"""What is offered while an expression is typed."""

from __future__ import annotations

import pytest

from desktop.formats.reading.completion import offered
from receiver.formats.editing.completions import Completion

KNOWN = tuple(
    Completion(expression, "")
    for expression in (
        "item", "item.labels", "item.labels.severity", "item.status", "place", "body", "body.alerts", "body.status",
        'headers["x-github-event"]',
    )
)  # fmt: skip


def names(text: str, *, is_template: bool = False, at: int | None = None) -> list[str]:
    found = offered(text, len(text) if at is None else at, KNOWN, is_template=is_template)
    return [] if found is None else [choice.expression for choice in found.choices]


def test_what_begins_like_what_is_typed_is_offered_the_nearest_first() -> None:
    assert names("item.") == ["item.labels", "item.status", "item.labels.severity"]


def test_a_name_is_found_wherever_it_is_in_the_body() -> None:
    assert names("sev") == ["item.labels.severity"]
    assert names("STAT") == ["item.status", "body.status"]


@pytest.mark.parametrize("before", ["item.status == item.lab", "not item.lab", "(item.lab", "item.status ~ item.lab"])
def test_only_the_name_at_the_cursor_counts(before: str) -> None:
    assert names(before) == ["item.labels", "item.labels.severity"]


def test_filters_are_offered_after_their_sign() -> None:
    assert names("item.labels | pa") == ["pairs"]


def test_in_a_template_only_expressions_are_completed() -> None:
    assert names("item.", is_template=True) == []
    assert names("the item {{ item.stat", is_template=True) == ["item.status"]
    assert names("{{ item.status }} item.", is_template=True) == []
    assert names("{% if item.stat", is_template=True) == ["item.status"]


def test_names_that_no_dot_can_follow_are_offered_as_they_are_written() -> None:
    assert names("headers") == ['headers["x-github-event"]']


def test_the_place_of_what_is_replaced_is_said() -> None:
    found = offered("{{ item.stat }}", len("{{ item.stat"), KNOWN, is_template=True)
    assert found is not None
    assert found.start == len("{{ ")


@pytest.mark.parametrize("text", ["", "17", "nothing_like_it", 'item.status == "it'])
def test_where_nothing_can_be_said_nothing_is_offered(text: str) -> None:
    assert names(text) == []
