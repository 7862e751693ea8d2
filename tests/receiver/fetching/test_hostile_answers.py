"""Answers and URLs that are wrong on purpose: a file is here whole or not at all, and each try has an end."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from socket import socket

import pytest

from models.news import troubles
from receiver.fetching import errand
from receiver.fetching.refusals import LONGEST
from tests.file_server import Answer, FileServer, head_of, redirect, whole
from tests.receiver.fetching.conftest import ALLOWED, Fetching

CHUNKED = "Transfer-Encoding: chunked"


def answer(body: bytes, *headers: str) -> Answer:
    """200 with these headers and nothing else."""
    head = "".join(f"{line}\r\n" for line in ("HTTP/1.1 200 OK", *headers)).encode()
    return lambda connected: connected.sendall(head + b"\r\n" + body)


@pytest.mark.parametrize(
    ("headers", "body", "why"),
    [
        (["Content-Length: 9", "Content-Length: 9"], b"half", "Only 4 of 9 bytes came."),
        (["Content-Length: 9, 9"], b"half", "Only 4 of 9 bytes came."),
        (["Content-Length: 4", "Content-Length: 9"], b"half", "unmatching values (4, 9)"),
        (["Content-Length: -4"], b"half", "says its length as -4,"),
        (["Content-Length: +9"], b"half", "says its length as +9,"),
        (["Transfer-Encoding: gzip, chunked"], b"4\r\nhalf\r\n0\r\n\r\n", "says its length as gzip, chunked,"),
        ([CHUNKED], b"4\r\nhalf\r\n", "ended before all of it was here"),
        ([CHUNKED], b"9\r\nhalf", "ended before all of it was here"),
        ([CHUNKED], b"x\r\nhalf\r\n0\r\n\r\n", "does not answer in HTTP"),
        ([CHUNKED], b"-4\r\nhalf\r\n0\r\n\r\n", "ended before all of it was here"),
        (["Content-Encoding: gzip, gzip"], b"x", "sends it as gzip, gzip,"),
        (["Content-Encoding: gzip"], gzip.compress(b"half" * 999)[:-9], "ends too early"),
    ],
)
def test_half_a_file_is_not_taken_for_a_whole_one(
    fetching: Fetching, server: FileServer, headers: list[str], body: bytes, why: str
) -> None:
    server.answers["/a"] = answer(body, *headers)
    (one,) = fetching.fetch(server.url("/a", ALLOWED))
    assert one.state == "failed"
    assert why in str(one.why)


def test_a_body_in_parts_is_whole_without_the_lines_behind_it(fetching: Fetching, server: FileServer) -> None:
    server.answers["/a"] = answer(b"3;x=y\r\nwho\r\n2\r\nle\r\n0\r\nX-Behind: z\r\n\r\n", CHUNKED, "Content-Length: 3")
    (one,) = fetching.fetch(server.url("/a", ALLOWED))
    assert fetching.content(one) == b"whole"


def test_a_body_that_was_compressed_twice_is_kept_as_the_file_that_it_is(
    fetching: Fetching, server: FileServer
) -> None:
    inner = gzip.compress(b"here")
    server.answers["/a"] = whole(gzip.compress(inner), Content_Encoding="gzip")
    (one,) = fetching.fetch(server.url("/a", ALLOWED))
    assert (fetching.content(one), one.content_type) == (inner, "application/gzip")


def test_the_body_of_a_redirect_is_not_read(fetching: Fetching, server: FileServer) -> None:
    def endless(connected: socket) -> None:
        connected.sendall(head_of({"Location": "/b"}, "302 Found"))
        while True:
            connected.sendall(bytes(65536))

    server.answers |= {"/a": endless, "/b": whole(b"here")}
    (one,) = fetching.fetch(server.url("/a", ALLOWED), fetch_seconds=5)
    assert fetching.content(one) == b"here"


@pytest.mark.parametrize("part", ["before", "behind"])
def test_lines_without_end_before_and_behind_a_body_are_cut(fetching: Fetching, server: FileServer, part: str) -> None:
    first, lines = {
        "before": (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        "behind": (f"HTTP/1.1 200 OK\r\n{CHUNKED}\r\n\r\n4\r\nhalf\r\n0\r\n".encode(), b"X: y\r\n"),
    }[part]

    def without_end(connected: socket) -> None:
        connected.sendall(first)
        while True:
            connected.sendall(lines * 1000)

    server.answers["/a"] = without_end
    (one,) = fetching.fetch(server.url("/a", ALLOWED), fetch_seconds=1)
    assert (one.state, str(one.why)) == ("failed", "It took too long.")


@pytest.mark.parametrize(
    "text", [b"<html>hello\r\n\r\n", b"HTTP/9.9 200 OK\r\n\r\nx", b"HTTP/1.1 -1 OK\r\n\r\nx", b"\0" * 70_000, b""]
)
def test_what_is_no_answer_in_http_is_no_file(fetching: Fetching, server: FileServer, text: bytes) -> None:
    server.answers["/a"] = lambda connected: connected.sendall(text)
    (one,) = fetching.fetch(server.url("/a", ALLOWED))
    assert one.state == "failed"
    assert len(str(one.why)) < 300


@pytest.mark.parametrize(
    "place",
    [
        "http://[", "http://a..b/", "http://" + "a" * 70 + "/", "http://a%00b/", "http://127.0.0.2:99999/",
        "http://127.0.0.2:0/", "http:///b", "http://*.x/", "http://\u202e/", "//[v1.x]/", "http://a b/",
        "x" * 60_000 + "://x/",
    ],
)  # fmt: skip
def test_a_place_that_is_none_ends_the_try(fetching: Fetching, server: FileServer, place: str) -> None:
    server.answers["/a"] = redirect(place.encode().decode("latin-1"))
    found = fetching.fetch(server.url("/a", ALLOWED), place)
    assert {one.state for one in found} <= {"failed", "refused"}
    assert all(len(str(one.why)) < 300 for one in found)


def test_blanks_and_letters_of_other_alphabets_in_a_place_are_followed(fetching: Fetching, server: FileServer) -> None:
    server.answers |= {"/a": redirect("/o k/ü".encode().decode("latin-1")), "/o%20k/%C3%BC": whole(b"here")}
    (one,) = fetching.fetch(server.url("/a", ALLOWED))
    assert fetching.content(one) == b"here"


def test_what_a_server_says_is_cut_before_it_is_repeated(fetching: Fetching, server: FileServer) -> None:
    server.answers["/a"] = whole(b"x", Content_Encoding="x" * 60_000)
    (one,) = fetching.fetch(server.url("/a", ALLOWED))
    assert str(one.why) == f"The server sends it as {'x' * LONGEST}, which is not read."


@pytest.fixture
def wrong(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A mistake of the program's own, which is told as a trouble."""

    def fail(*_: object) -> str:
        raise LookupError("a bug")

    monkeypatch.setattr(errand, "download", fail)
    yield
    troubles.forget()


@pytest.mark.usefixtures("wrong")
def test_a_mistake_of_our_own_is_said_and_does_not_begin_anew_for_ever(fetching: Fetching, server: FileServer) -> None:
    (one,) = fetching.fetch(server.url("/a", ALLOWED))
    assert (one.state, str(one.why)) == ("failed", str(errand.BUG))
    assert (one.attempts, one.next_at is not None) == (1, True)
