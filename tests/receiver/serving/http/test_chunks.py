"""Chunks: read however the segments part them; what stands between them has an end."""

from __future__ import annotations

import pytest

from receiver.serving.http.body import Body, Space
from receiver.serving.http.chunks import MAX_LINE, Chunks
from receiver.serving.http.spool import Spool

WHOLE = b'3\r\nabc\r\n00A;name="x"\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n'


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_a_body_is_the_same_in_whatever_segments_it_comes(size: int) -> None:
    chunks = Chunks(Body(Space(), Spool()))
    text, taken = WHOLE + b"GET / HTTP/1.1", 0
    for at in range(0, len(text), size):
        taken += chunks.received(text[at : at + size])
    assert (chunks.completed, chunks.error, taken) == (True, None, len(WHOLE))
    assert chunks.getfile().read() == b"abc0123456789"


@pytest.mark.parametrize(
    "wrong",
    [
        b"zz\r\n", b"\r\n", b"-1\r\n", b"3\nabc", b"3 \r\nabc\r\n", b"3\r\nabcd\r\n",
        b"3\r\nabc\n", b"f" * 16 + b"\r\n",
        b"1;" + b"x" * MAX_LINE, b"0\r\n" + b"X: a\r\n" * 4000, b"1;" + b"\x00" + b"\r\n",
    ],
)  # fmt: skip
def test_what_is_not_chunked_or_has_no_end_between_its_chunks_is_an_error(wrong: bytes) -> None:
    chunks = Chunks(Body(Space(), Spool()))
    for at in range(len(wrong)):
        chunks.received(wrong[at : at + 1])
    assert chunks.error is not None
    assert not chunks.completed
