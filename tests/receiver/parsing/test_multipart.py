"""A form is parted into its files and the rest, in whatever pieces it comes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receiver.answers import Refused
from receiver.limits import MAX_BODY
from receiver.parsing import form
from receiver.parsing.labels import Labels
from receiver.parsing.multipart import without_files

BOUNDARY = "----b"
LINES = st.sampled_from([b"\r\n", b"--", b"----b", b"\r\n------b", b"\r", b"\n", b"x", b"\x00", b"\r\n--"])
CONTENTS = st.lists(LINES | st.binary(max_size=40), max_size=8).map(b"".join).filter(lambda one: b"------b" not in one)
PARTS = st.lists(st.tuples(st.booleans(), CONTENTS), min_size=1, max_size=6)


class Sink:
    """Keeps what it is given."""

    def __init__(self, name: str) -> None:
        self.name, self.content, self.ended = name, b"", False

    def write(self, data: bytes) -> None:
        assert not self.ended
        self.content += data

    def end(self) -> None:
        self.ended = True


def body_of(parts: list[tuple[bool, bytes]]) -> bytes:
    body = b""
    for place, (is_file, content) in enumerate(parts):
        named = b'; filename="f%d"' % place if is_file else b""
        head = b'Content-Disposition: form-data; name="p%d"%s' % (place, named)
        body += b"------b\r\n" + head + b"\r\n\r\n" + content + b"\r\n"
    return body + b"------b--\r\n"


def parted(body: bytes, size: int) -> tuple[bytes, list[Sink]]:
    sinks: list[Sink] = []

    def begin(name: str) -> Sink:
        sinks.append(Sink(name))
        return sinks[-1]

    pieces = (body[start : start + size] for start in range(0, len(body), size))
    return without_files(pieces, BOUNDARY, begin), sinks


@given(PARTS, st.integers(1, 80))
def test_the_files_and_the_rest_are_the_same_in_pieces_of_any_size(parts: list[tuple[bool, bytes]], size: int) -> None:
    rest, sinks = parted(body_of(parts), size)

    files = [(f"f{place}", content) for place, (is_file, content) in enumerate(parts) if is_file]
    assert [(sink.name, sink.content) for sink in sinks] == files
    assert all(sink.ended for sink in sinks)
    emptied = body_of([(is_file, b"" if is_file else content) for is_file, content in parts])
    assert rest == emptied
    labels = Labels("multipart/form-data", None, BOUNDARY)
    assert form.fields(rest, labels) == form.fields(body_of(parts), labels)


@pytest.mark.parametrize("size", [1, 7, 40, 1000])
def test_a_document_with_the_name_of_a_file_is_none_in_pieces_of_any_size(size: int) -> None:
    head = b'------b\r\nContent-Disposition: form-data; name="payload"; filename="report.json"\r\n\r\n'
    body = head + b'\r\n  {"text": "hello"}' + b"\r\n------b--\r\n"

    assert parted(body, size) == (body, [])


def test_a_body_that_is_no_such_form_is_none() -> None:
    for body in (b"", b"{}", body_of([(True, b"x")])[:-6], b"------b\r\nno head\r\n\r\nx\r\n------b--\r\n"):
        with pytest.raises(ValueError, match=r".*"):
            parted(body, 10)


def test_a_head_without_an_end_is_not_held() -> None:
    with pytest.raises(ValueError, match="too long a head"):
        parted(b"------b\r\n" + b"X-Y: z" * MAX_BODY, 64 * 1024)


def test_too_much_beside_the_files_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        parted(body_of([(False, b"x" * MAX_BODY), (True, b"y")]), 64 * 1024)
    assert refused.value.code == "payload_too_large"
