"""Heads: what a grammar can make long is read, or refused, before a regular expression can be long about it."""

from __future__ import annotations

import pytest
from waitress.parser import ParsingError

from receiver.serving.http import head
from receiver.serving.http.head import HeadTooLarge, Tls

FIRST = b"GET / HTTP/1.1\r\n"


def test_blanks_around_a_value_are_taken_away_and_those_within_stay() -> None:
    blanks = b" \t" * 4000
    assert head.checked(FIRST + b"X:" + blanks + b"a" + blanks + b"b" + blanks + b"\r\n\r\n") == (
        FIRST + b"X: a" + blanks + b"b\r\n\r\n"
    )


@pytest.mark.parametrize(
    "wrong",
    [
        FIRST + b" folded: first\r\n\r\n",
        FIRST + b"X: a\r\n folded\r\n\r\n",
        FIRST + b"X : a\r\n\r\n",
        FIRST + b"X\r\n\r\n",
        FIRST + b": a\r\n\r\n",
        FIRST + b"X: a\x00b\r\n\r\n",
        FIRST + b" " * 16_000 + b"\r\n\r\n",
        b"GET x://" + b"1" * 16_000 + b" x HTTP/1.1\r\n\r\n",
        b"GET  / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/11\r\n\r\n",
        b"get / HTTP/1.1\r\n\r\n",
    ],
)
def test_what_is_no_head_is_refused_before_waitress_sees_it(wrong: bytes) -> None:
    with pytest.raises(ParsingError):
        head.checked(wrong)


def test_a_head_has_at_most_200_lines() -> None:
    assert head.checked(FIRST + b"X: a\r\n" * 200 + b"\r\n").count(b"X: a") == 200
    with pytest.raises(HeadTooLarge):
        head.checked(FIRST + b"X: a\r\n" * 201 + b"\r\n")


def test_a_line_that_ends_with_lf_alone_is_seen_wherever_a_segment_ends() -> None:
    text = b"POST / HTTP/1.1\nHost: h\r\n"
    for parted in range(len(text)):
        with pytest.raises(ParsingError, match="LF alone"):
            _look_in_two(text, parted)
    head.check_beginning(b"POST / HTTP/1.1\r\nHost: h\r\n", 16)


def _look_in_two(text: bytes, parted: int) -> None:
    head.check_beginning(text[:parted], 0)
    head.check_beginning(text, parted)


def test_tls_is_known_by_its_first_bytes() -> None:
    with pytest.raises(Tls):
        head.check_beginning(b"\x16\x03\x01\x02\x00\x01", 0)
