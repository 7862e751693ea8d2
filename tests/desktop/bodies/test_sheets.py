"""Lines of texts and bytes: short enough to be laid out, and each knows what it shows."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.bodies.header_sheet import HeaderSheet
from desktop.bodies.json_colours import Span, colour
from desktop.bodies.sheet import LONGEST_LINE, MOST_FOUND, ByteSheet, Sheet, Spot, TextSheet

LONG = st.text('ab\\"{', min_size=1, max_size=9).map(lambda part: part * (LONGEST_LINE * 2 // len(part) + 9))
TEXTS = st.lists(st.text(max_size=60) | LONG, max_size=4).map("\n".join)


def lines(sheet: Sheet) -> list[str]:
    return [sheet.line(at) for at in range(sheet.line_count())]


def everything(sheet: Sheet) -> str:
    last = sheet.line_count() - 1
    return sheet.copied(Spot(0, 0), Spot(last, len(sheet.line(last))))


@given(TEXTS)
def test_what_is_copied_is_what_was_sent(text: str) -> None:
    assert everything(TextSheet(text)) == text.removesuffix("\r")


@given(TEXTS)
def test_no_line_is_endless_and_none_breaks_in_qt(text: str) -> None:
    shown = lines(TextSheet(text))
    assert all(len(line) <= LONGEST_LINE for line in shown)
    assert not any(character in line for line in shown for character in "\n\r\0\x85\u2028\u2029\ufdd0")


@given(TEXTS, st.data())
def test_a_place_is_found_again(text: str, data: st.DataObject) -> None:
    sheet = TextSheet(text)
    at = data.draw(st.integers(0, len(text)))
    spot = sheet.spot(at, at)
    assert sheet.copied(spot, spot) == ""
    assert sheet.copied(Spot(0, 0), spot) == text[:at].removesuffix("\r" if text[at : at + 1] == "\n" else "\0\0")


def test_numbers_are_those_of_the_sender_s_editor() -> None:
    sheet = TextSheet("a\n" + "x" * (LONGEST_LINE + 1) + "\r\n\nb")
    assert [sheet.number(at) for at in range(sheet.line_count())] == ["1", "2", "", "3", "4"]


@pytest.mark.parametrize("escapes", range(4))
def test_a_long_string_keeps_its_colour_where_it_is_folded(escapes: int) -> None:
    text = json.dumps({"text": "x" * (LONGEST_LINE - 10) + '"' * escapes + "y" * LONGEST_LINE, "id": 1})
    sheet = TextSheet(text)
    roles = {
        sheet.line(at)[span.start : span.start + span.length][-1:]: span.role
        for at in range(1, sheet.line_count())
        for span in sheet.spans(at)
        if sheet.line(at)[span.start] in "y1"
    }
    assert set(roles.values()) <= {"ok", "warning"}
    assert sheet.spans(1)[0].start == 0
    assert sheet.spans(1)[0].role == "ok"


def test_keys_strings_numbers_and_words_have_colours() -> None:
    line = '  "a": "b", "c": [-1.5e3, true, null]'
    assert [(line[span.start :][: span.length], span.role) for span in colour(line)] == [
        ('"a"', "accent"), (":", "muted"), ('"b"', "ok"), (",", "muted"), ('"c"', "accent"), (":", "muted"),
        ("[", "muted"), ("-1.5e3", "warning"), (",", "muted"), ("true", "warning"), (",", "muted"),
        ("null", "warning"), ("]", "muted"),
    ]  # fmt: skip


@given(st.text(max_size=300), st.booleans())
def test_colours_of_anything_are_inside_it_and_in_order(line: str, in_string: bool) -> None:
    at = 0
    for span in colour(line, in_string):
        assert at <= span.start
        assert span.length >= 0
        at = span.start + span.length
    assert at <= len(line)


def test_bytes_stand_beside_their_place_and_their_letters() -> None:
    sheet = ByteSheet(b'{"text": "\xff\0"}more')
    assert lines(sheet) == [
        '00000000  7b 22 74 65 78 74 22 3a 20 22 ff 00 22 7d 6d 6f  {"text": ".."}mo',
        "00000010  72 65                                            re",
    ]
    assert sheet.spot(10, 12) == Spot(0, 10 + 3 * 10, 5)
    assert sheet.line(0)[sheet.spot(10, 12).column :].startswith("ff 00 22")
    assert everything(sheet) == "\n".join(lines(sheet))


@given(st.binary(max_size=200))
def test_every_byte_is_in_its_spot(data: bytes) -> None:
    sheet = ByteSheet(data)
    for at, byte in enumerate(data):
        spot = sheet.spot(at, at + 1)
        assert sheet.line(spot.line)[spot.column :][: spot.length] == f"{byte:02x}"


def test_texts_are_found_in_any_letter_case_and_across_folds() -> None:
    text = "x" * (LONGEST_LINE - 2) + "Needle and needle"
    assert TextSheet(text).find("needle") == [(LONGEST_LINE - 2, LONGEST_LINE + 4), (len(text) - 6, len(text))]
    assert TextSheet("(a)").find("(") == [(0, 1)]
    assert TextSheet("a").find("") == []
    assert len(TextSheet("a" * 5_000).find("a")) == MOST_FOUND


def test_texts_are_found_in_bytes() -> None:
    assert ByteSheet("xşx".encode()).find("ş") == [(1, 3)]


def test_a_header_has_its_name_in_a_colour() -> None:
    sheet = HeaderSheet((("Host", "a:1"), ("X", "y")))
    assert lines(sheet) == ["Host: a:1", "X: y"]
    assert [sheet.spans(at) for at in range(2)] == [[Span(0, 5, "accent")], [Span(0, 2, "accent")]]
