"""JSON that is laid out says the same as before, and every pointer leads to its place in it."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.bodies.pretty_json import DEEPEST, lay_out, parts, path

Json = object

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
DOCUMENTS = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4)
)
INDENTS = st.sampled_from([None, 0, 1, 7])


def pointers(document: Json, way: str = "") -> Iterator[tuple[str, Json]]:
    """Every place of a document with what is there."""
    yield way, document
    if isinstance(document, dict):
        for name, value in document.items():
            yield from pointers(value, f"{way}/{name.replace('~', '~0').replace('/', '~1')}")
    elif isinstance(document, list):
        for at, value in enumerate(document):
            yield from pointers(value, f"{way}/{at}")


@given(DOCUMENTS, INDENTS, st.booleans())
def test_every_pointer_leads_to_its_value(document: Json, indent: int | None, in_ascii: bool) -> None:
    expected = dict(pointers(document))
    pretty = lay_out(json.dumps(document, indent=indent, ensure_ascii=in_ascii), expected)
    for pointer, value in expected.items():
        place = pretty.places[pointer]
        found, end = json.JSONDecoder().raw_decode(pretty.text, place.start)
        assert (found, place.missing) == (value, ())
        assert place.end == (place.start + 1 if isinstance(value, list | dict) else end)


@given(DOCUMENTS, INDENTS, st.booleans())
def test_what_is_laid_out_is_the_same_document(document: Json, indent: int | None, in_ascii: bool) -> None:
    assert json.loads(lay_out(json.dumps(document, indent=indent, ensure_ascii=in_ascii)).text) == document


def test_each_member_has_a_line_and_what_is_empty_has_none() -> None:
    text = lay_out('{"text":"a","attachments":[],"references":["x",{}]}').text
    assert text.splitlines() == [
        "{",
        '  "text": "a",',
        '  "attachments": [],',
        '  "references": [',
        '    "x",',
        "    {}",
        "  ]",
        "}",
    ]


def test_numbers_stay_as_they_were_written() -> None:
    assert lay_out("[1.50, 1E5, 12345678901234567890123]").text.split() == [
        "[", "1.50,", "1E5,", "12345678901234567890123", "]",
    ]  # fmt: skip


def test_letters_that_were_written_as_numbers_can_be_read() -> None:
    assert lay_out(r'"\u015fifre \ud83d\ude00 \" \n \u0000"').text == r'"şifre 😀 \" \n \u0000"'


def test_half_of_a_surrogate_pair_stays_what_it_is() -> None:
    assert lay_out(r'"\ud83d"').text == r'"\ud83d"'


@pytest.mark.parametrize(
    ("pointer", "at", "missing"),
    [
        ("/attachments/1/url", "{", ("url",)),
        ("/attachments/7/url", "[", ("7", "url")),
        ("/subject", "{", ("subject",)),
        ("/text/3", '"a"', ("3",)),
    ],
)
def test_what_is_not_there_leads_to_what_is_around_it(pointer: str, at: str, missing: tuple[str, ...]) -> None:
    text = '{"text": "a", "attachments": [{"url": "x"}, {"@type": "link"}]}'
    pretty = lay_out(text, [pointer])
    place = pretty.places[pointer]
    assert (pretty.text[place.start : place.end], place.missing) == (at, missing)
    if pointer == "/attachments/1/url":
        assert pretty.text[place.start :].startswith('{\n      "@type"')


def test_of_a_member_that_is_there_twice_the_last_one_counts() -> None:
    pretty = lay_out('{"a": {"b": 1}, "a": {"c": 2}}', ["/a", "/a/b", "/a/c"])
    assert pretty.text[pretty.places["/a"].start :].startswith('{\n    "c": 2')
    assert pretty.places["/a/b"].missing == ("b",)
    assert pretty.text[pretty.places["/a/c"].start] == "2"


def test_a_body_of_brackets_does_not_grow_without_bounds() -> None:
    deep = "[" * 400 + "1" + "]" * 400
    assert max(len(line) for line in lay_out(deep).text.splitlines()) <= DEEPEST * 2 + 1


def test_a_pointer_is_written_as_programmers_do() -> None:
    assert [path(each) for each in ("", "/text", "/attachments/1/url", "/a~1b/~0")] == [
        "", "text", "attachments[1].url", "a/b.~",
    ]  # fmt: skip
    assert parts("/a~1b/m~0n/0/") == ("a/b", "m~n", "0", "")
