"""Body paths: the expression of any place of any body gives what is there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from receiver.formats.arrived import Arrived
from receiver.formats.editing.body_paths import BodyPath, expression_of, literal, place_of, quoted, value_at
from receiver.formats.fields import plain
from receiver.formats.format import Format
from receiver.formats.parts import known_of
from receiver.formats.presets import presets
from receiver.formats.templates import evaluate, render
from tests.receiver.formats.bodies_of import FOLDER, arrived_of

NAMES = st.text(max_size=12) | st.sampled_from(
    ["values", "items", "get", "recursive", "+" * 12, "{% include %}", "{{", "}}", "#}", "not", "is", "a b",
     "__class__", 'say "no"', "it's", "C:\\", "\x00", "ölçüm", "😀", "", "0", "true", "and", "\u2028"]
)  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**62), 2**62) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=12,
)


def places(value: object, path: BodyPath = ()) -> Iterator[BodyPath]:
    yield path
    inner: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for part, each in inner:
        yield from places(each, (*path, part))


def without_nulls(value: object) -> object:
    """As formats see it: null is the same as absent."""
    if isinstance(value, dict):
        return {name: without_nulls(each) for name, each in value.items() if each is not None}
    return [without_nulls(each) for each in value] if isinstance(value, list) else value


@settings(max_examples=300, deadline=None)
@given(value=VALUES)
def test_the_expression_of_any_place_of_any_body_gives_what_is_there(value: object) -> None:
    known = known_of(Arrived(value))
    for path in places(value):
        expression = expression_of(path)
        assert expression is not None
        found, there = plain(evaluate(expression, known)), without_nulls(value_at(value, path))
        assert not found if there is None else found == there, expression


@settings(max_examples=200, deadline=None)
@given(name=NAMES, text=st.text(max_size=12))
def test_the_expression_does_the_same_in_a_template(name: str, text: str) -> None:
    expression = expression_of((name,))
    assert render(f"<{{{{ {expression} }}}}>", known_of(Arrived({name: text}))) == f"<{text}>"


@settings(max_examples=200, deadline=None)
@given(value=st.text() | NAMES | st.booleans() | st.integers(-(2**62), 2**62) | st.floats(allow_nan=False, width=32))
def test_a_value_written_as_an_expression_is_that_value(value: object) -> None:
    if isinstance(value, float) and abs(value) == float("inf"):
        return
    assert evaluate(f"body == {literal(value)}", {"body": value}) is True


def test_plain_names_are_written_plainly() -> None:
    assert expression_of(("alerts", 0, "labels", "severity")) == "body.alerts[0].labels.severity"
    assert expression_of(("labels", "a-b", "values"), "item") == 'item.labels["a-b"]["values"]'
    assert quoted("ölçüm") == '"ölçüm"'


def test_a_name_that_fits_no_template_has_no_expression() -> None:
    assert expression_of(("x" * 4_000,)) is None


@pytest.mark.parametrize(
    ("for_each", "path", "expected"),
    [
        ("body.alerts", ("alerts", 1, "labels", "severity"), "item.labels.severity"),
        ("body.alerts", ("alerts", 1), "item"),
        ("body.alerts", ("alerts",), "body.alerts"),
        ("body.alerts", ("commonLabels", "severity"), "body.commonLabels.severity"),
        ("", ("alerts", 1, "status"), "body.alerts[1].status"),
        ("body.alerts or body.items", ("alerts", 0, "status"), "item.status"),
        ('body.alerts|selectattr("status", "equalto", "firing")|list', ("alerts", 0, "status"), "item.status"),
        ("body.groupLabels", ("alerts", 0, "status"), "body.alerts[0].status"),
        ("body.alerts ~", ("alerts", 0, "status"), "body.alerts[0].status"),
    ],
)
def test_what_belongs_to_one_report_is_below_its_item(for_each: str, path: BodyPath, expected: str) -> None:
    arrived = arrived_of(FOLDER / "alertmanager.firing.json")
    assert isinstance(arrived.value, dict)
    alert = arrived.value["alerts"][0]
    arrived = Arrived({**arrived.value, "alerts": [alert, {**alert, "status": "resolved"}]})
    assert place_of(Format(name="Mine", for_each=for_each), arrived, path) == expected


def test_the_words_of_the_preset_are_found_by_a_click() -> None:
    arrived = arrived_of(FOLDER / "alertmanager.firing.json")
    assert place_of(presets()["alertmanager"], arrived, ("alerts", 0, "fingerprint")) == "item.fingerprint"
