"""Files are fetched whole, within limits, or say why they are not here."""

from __future__ import annotations

import errno
import os
import threading
from datetime import UTC, datetime

import pytest

from models.database import execute, writing
from models.database.tables import to_stored
from models.files import queue
from models.upkeep import low_space
from receiver.fetching.errand import PAUSES
from receiver.fetching.fetcher import SCANNED
from tests import file_server
from tests.file_server import FileServer, redirect, whole
from tests.full_disk import full_at
from tests.receiver.fetching.conftest import ALLOWED, Fetching

CONTENT = bytes(range(256)) * 1000


def test_a_file_comes_home(fetching: Fetching, server: FileServer) -> None:
    server.answers["/a"] = whole(CONTENT, Content_Type="text/html")
    (one,) = fetching.fetch(server.url("/a", ALLOWED))
    assert (one.state, one.size, one.content_type, one.why) == (
        "kept", len(CONTENT), "application/octet-stream", None,
    )  # fmt: skip
    assert fetching.content(one) == CONTENT
    assert list((fetching.store.folder / "incoming").iterdir()) == []


def test_a_file_is_reached_by_redirects(fetching: Fetching, server: FileServer) -> None:
    server.answers |= {"/a": redirect("/b"), "/b": redirect(server.url("/c", ALLOWED)), "/c": whole(b"here")}
    (one,) = fetching.fetch(server.url("/a", ALLOWED))
    assert fetching.content(one) == b"here"


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (file_server.missing, "The server answered 404."),
        (file_server.endless, "It is larger than 1 MiB."),
        (file_server.short, "Only 400 of 1,000 bytes came."),
        (file_server.bomb(100), "It is larger than 1 MiB."),
        (redirect("/a"), "It leads on and on: 6 redirects."),
        (file_server.many_headers, "Its server does not answer in HTTP: got more than 100 headers."),
        (whole(b"x", Content_Encoding="br"), "The server sends it as br, which is not read."),
        (whole(b"xxxxxxxxxxxx", Content_Encoding="gzip"), "Its compressed content is damaged."),
        (whole(bytes(2 << 20)), "It is larger than 1 MiB."),
    ],
)
def test_what_a_server_does_wrong_is_said(
    fetching: Fetching, server: FileServer, answer: file_server.Answer, why: str
) -> None:
    server.answers["/a"] = answer
    (one,) = fetching.fetch(server.url("/a", ALLOWED))
    assert (one.state, str(one.why)) == ("failed", why)
    assert [path for path in fetching.store.folder.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("slow", ["drip", "drip_head"])
def test_what_takes_too_long_is_cut(fetching: Fetching, server: FileServer, slow: str) -> None:
    server.answers["/a"] = getattr(server, slow)
    (one,) = fetching.fetch(server.url("/a", ALLOWED), fetch_seconds=1)
    assert (one.state, str(one.why)) == ("failed", "It took too long.")
    assert one.next_at is not None


def test_what_is_compressed_on_its_way_is_kept_as_it_is_meant(fetching: Fetching, server: FileServer) -> None:
    server.answers["/a"] = file_server.bomb(1)
    (one,) = fetching.fetch(server.url("/a", ALLOWED))
    assert fetching.content(one) == bytes(1 << 20)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"MZ\x90\x00" + bytes(100), "application/vnd.microsoft.portable-executable"),
        (b"\x7fELF\x02\x01\x01" + bytes(100), "application/x-executable"),
        (b"#!/bin/sh\nrm -rf\n", "text/x-shellscript"),
        (b"\n <!DOCTYPE html><p>hello", "text/html"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n" + bytes(30), "image/png"),
        ("Öğleden sonra\n".encode(), "text/plain"),
        (b"BM is a text that begins with two letters", "text/plain"),
        (b"", "text/plain"),
        (bytes(100), "application/octet-stream"),
    ],
)
def test_a_type_is_that_of_the_content(fetching: Fetching, server: FileServer, content: bytes, found: str) -> None:
    server.answers["/invoice.pdf"] = whole(content, Content_Type="application/pdf")
    (one,) = fetching.fetch(server.url("/invoice.pdf", ALLOWED))
    assert (one.state, one.content_type) == ("kept", found)


def test_a_failure_is_tried_again_with_growing_pauses_over_a_day(fetching: Fetching, server: FileServer) -> None:
    (one,) = fetching.fetch(server.url("/a", ALLOWED))
    pauses = []
    while one.next_at is not None:
        pauses.append(one.next_at - datetime.now(UTC))
        with writing():
            execute("UPDATE attachments SET next_at = ?, state = 'waiting'", (to_stored(datetime.now(UTC)),))
        (one,) = fetching.fetch()
    assert one.attempts == len(PAUSES) + 1
    assert pauses == sorted(pauses)
    assert 22 < sum(pause.total_seconds() for pause in pauses) / 3600 < 26
    server.answers["/a"] = whole(b"back")
    assert queue.retry_now(one.id, datetime.now(UTC))
    assert [one.state for one in fetching.fetch()] == ["kept"]


def test_a_server_that_is_down_keeps_nobody_from_the_others(fetching: Fetching, server: FileServer) -> None:
    server.answers |= {"/slow": server.drip, "/quick": whole(b"quick")}
    slow = [server.url("/slow", ALLOWED)] * 10
    fetching.names["other.example.org"] = [[ALLOWED]]
    fetching.post(*slow, server.url("/quick", "other.example.org"))
    with fetching.fetching():
        fetching.wait_for(lambda: fetching.shown()[-1].state == "kept")
        assert [one.state for one in fetching.shown()].count("fetching") == 2


def test_the_other_files_of_a_server_that_does_not_answer_wait_and_say_why(fetching: Fetching) -> None:
    with FileServer.gone(ALLOWED) as url:
        fetching.post(*[url] * 300)
        with fetching.fetching():
            fetching.wait_for(lambda: all(one.why is not None for one in fetching.shown()))
    states = [one.state for one in fetching.shown()]
    assert set(states) == {"failed", "waiting"}
    assert states.count("failed") <= 4
    assert {str(one.why) for one in fetching.shown()} == {
        f"The connection to its server failed: {os.strerror(errno.ECONNREFUSED)}."
    }


def test_many_files_of_a_busy_server_let_those_of_others_through(fetching: Fetching, server: FileServer) -> None:
    server.answers |= {"/slow": server.drip, "/quick": whole(b"quick")}
    fetching.names["other.example.org"] = [[ALLOWED]]
    fetching.post(*[server.url("/slow", ALLOWED)] * (SCANNED + 10), server.url("/quick", "other.example.org"))
    with fetching.fetching():
        fetching.wait_for(lambda: fetching.shown()[-1].state == "kept")


def test_what_was_under_way_waits_for_the_next_start(fetching: Fetching, server: FileServer) -> None:
    server.answers["/a"] = server.drip
    fetching.post(server.url("/a", ALLOWED))
    with fetching.fetching():
        fetching.wait_for(lambda: bool(server.asked))
    assert [(one.state, one.attempts) for one in fetching.shown()] == [("waiting", 0)]
    server.answers["/a"] = whole(b"here")
    assert [one.state for one in fetching.fetch()] == ["kept"]


def test_two_fetchers_fetch_each_file_once(fetching: Fetching, server: FileServer) -> None:
    paths = [f"/{number}" for number in range(20)]
    server.answers |= {path: whole(path.encode()) for path in paths}
    fetching.post(*(server.url(path, ALLOWED) for path in paths))
    with fetching.fetching(), fetching.fetching():
        fetching.wait_for(lambda: all(one.state == "kept" for one in fetching.shown()))
    assert len(server.asked) == len(paths)


def test_nothing_is_fetched_when_it_is_switched_off(fetching: Fetching, server: FileServer) -> None:
    fetching.post(server.url("/a", ALLOWED))
    with fetching.fetching(fetch="off") as fetcher:
        assert fetcher.is_alive()
        assert "fetching" not in {thread.name for thread in threading.enumerate()}
    assert [one.state for one in fetching.shown()] == ["waiting"]


def test_a_full_store_says_so(fetching: Fetching, server: FileServer) -> None:
    server.answers |= {"/a": whole(bytes(700_000)), "/b": whole(b"x" * 700_000)}
    urls = [server.url(path, ALLOWED) for path in ("/a", "/b")]
    found = fetching.fetch(*urls, files_size=1, fetch_at_once=1)
    assert [(one.state, str(one.why)) for one in found][1] == ("failed", "There is no room: 1 MiB of files are kept.")


@pytest.mark.sqlite_only
def test_a_full_disk_says_so_and_leaves_nothing_half(fetching: Fetching, server: FileServer) -> None:
    server.answers["/a"] = whole(bytes(1_000_000))
    fetching.post(server.url("/a", ALLOWED))
    with full_at(900_000), fetching.fetching():  # what the database writes is less
        fetching.wait_for(lambda: fetching.shown()[0].state == "failed")
    (one,) = fetching.shown()
    assert "could not be stored" in str(one.why)
    assert [path for path in fetching.store.folder.rglob("*") if path.is_file()] == []


@pytest.mark.sqlite_only
def test_while_the_disk_is_nearly_full_files_wait_and_what_is_left_is_for_reports(
    fetching: Fetching, server: FileServer, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setattr(low_space, "LEAST", 1 << 60)
    request.addfinalizer(low_space.forget)
    server.answers["/a"] = server.drip
    fetching.post(server.url("/a", ALLOWED))
    with fetching.fetching():
        fetching.wait_for(lambda: bool(server.asked))
        monkeypatch.setattr(low_space, "SHARE", 1)
        low_space.look()
        fetching.wait_for(lambda: fetching.shown()[0].state == "failed")
        (one,) = fetching.shown()
        assert str(one.why) == "The disk of the database is nearly full."
        server.answers["/a"] = whole(b"here")
        assert queue.retry_now(one.id, datetime.now(UTC))
        monkeypatch.setattr(low_space, "SHARE", 1 << 60)
        low_space.look()
        fetching.wait_for(lambda: fetching.shown()[0].state == "kept")
