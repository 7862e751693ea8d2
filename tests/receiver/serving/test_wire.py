"""The wire: slow clients harm nobody, and what is no request gets an answer in our shape."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import pytest

from receiver.serving import descriptors, listener, wire
from receiver.serving.server import Server
from tests.receiver import raw
from tests.receiver.plain import get, hello, wait_until

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication

Serve = Callable[["WSGIApplication"], tuple[Server, str]]


def test_a_request_that_drips_in_is_ended_at_its_deadline(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "_REQUEST_SECONDS", 0.2)
    monkeypatch.setattr(listener, "_LOOK_SECONDS", 0.05)
    _, url = serve(hello)
    with raw.connect(url) as slow, raw.connect(url) as silent:
        slow.sendall(b"POST / HTTP/1.1\r\nContent-Le")
        assert (slow.recv(1), silent.recv(1)) == (b"", b"")


def test_an_idle_connection_is_ended_in_the_end(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "_IDLE_SECONDS", 0.2)
    monkeypatch.setattr(listener, "_LOOK_SECONDS", 0.05)
    _, url = serve(hello)
    with raw.connect(url) as idle:
        idle.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert raw.read(idle).body == b"hello"
        assert idle.recv(1) == b""


def test_of_too_many_idle_connections_the_one_that_idles_longest_makes_room(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(descriptors, "MAX_CONNECTIONS", 20)
    _, url = serve(hello)
    kept = [_used(url) for _ in range(20)]
    _ask(kept[0])  # so that the second idles longest
    newest = _used(url)
    assert kept[1].recv(1) == b""
    for connection in (kept[0], *kept[2:], newest):
        _ask(connection)
    for connection in (*kept, newest):
        connection.close()


def _used(url: str) -> socket.socket:
    connection = raw.connect(url)
    _ask(connection)
    return connection


def _ask(connection: socket.socket) -> None:
    connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert raw.read(connection).status == 200


def test_the_next_request_of_a_connection_waits_until_the_answer_before_it_is_read(serve: Serve) -> None:
    answered = threading.Semaphore(0)

    def large(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        answered.release()
        body = bytes(4_000_000)
        start_response("200 OK", [("Content-Length", str(len(body)))])
        return [body]

    _, url = serve(large)
    with raw.connect(url) as silent:
        silent.sendall(b"GET / HTTP/1.1\r\nHost: h\r\n\r\n" * 10)
        assert answered.acquire(timeout=10)
        assert get(url).status == 200
        assert answered.acquire(timeout=10)
        assert not answered.acquire(blocking=False)
        with silent.makefile("rb") as stream:
            for _ in range(10):
                while stream.readline().strip():
                    pass
                assert len(stream.read(4_000_000)) == 4_000_000


def test_a_client_that_does_not_read_is_ended(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "_READ_SECONDS", 0.2)
    monkeypatch.setattr(listener, "_LOOK_SECONDS", 0.05)
    server, url = serve(_large)
    with raw.connect(url) as silent:
        silent.sendall(b"GET / HTTP/1.1\r\nHost: h\r\n\r\n")
        wait_until(lambda: server.in_hand() == 1)
        wait_until(lambda: server.in_hand() == 0)


def _large(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
    start_response("200 OK", [("Content-Length", "8000000")])
    return [bytes(8_000_000)]


@pytest.mark.parametrize("ends", [True, False])
def test_a_body_that_does_not_come_as_a_whole_is_answered(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, ends: bool
) -> None:
    monkeypatch.setattr(wire, "_SILENT_SECONDS", 0.2)
    monkeypatch.setattr(listener, "_LOOK_SECONDS", 0.05)
    _, url = serve(hello)
    with raw.connect(url) as sender:
        sender.sendall(b"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\nsome")
        if ends:
            sender.shutdown(socket.SHUT_WR)
        answer = raw.read(sender)
        assert (answer.body, answer.headers["connection"]) == (b"some", "close")
        assert sender.recv(1) == b""


def test_too_many_half_open_connections_cost_the_oldest_of_them(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(descriptors, "MAX_CONNECTIONS", 20)
    monkeypatch.setattr(wire, "_YOUNG_SECONDS", 0.0)
    _, url = serve(hello)
    with raw.connect(url) as healthy:
        healthy.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert raw.read(healthy).status == 200
        slow = [_half_open(url) for _ in range(40)]
        assert get(url).status == 200
        healthy.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert raw.read(healthy).status == 200
        assert slow[0].recv(1) == b""
        slow[-1].sendall(b"\n\r\n")
        assert raw.read(slow[-1]).status == 200
        for connection in slow:
            connection.close()


def _half_open(url: str) -> socket.socket:
    connection = raw.connect(url)
    connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r")
    return connection


def test_a_client_that_is_refused_while_it_sends_may_send_to_the_end(serve: Serve) -> None:
    _, url = serve(hello)
    with raw.connect(url) as sender:
        sender.sendall(b"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 30000000\r\n\r\n")
        assert raw.read(sender).headers["connection"] == "close"
        # Closed at once, the connection would break under this, and many clients then read no answer.
        for _ in range(30):
            sender.sendall(b"x" * 1_000_000)
        assert sender.recv(1) == b""


LONG = b"9" * 5000


@pytest.mark.parametrize(
    ("request_", "status", "code"),
    [
        (b"nonsense\r\n\r\n", 400, "bad_request"),
        (b"GET / HTTP/1.1\r\nno colon\r\n\r\n", 400, "bad_request"),
        (b"GET / HTTP/1.1\r\n folded first\r\n\r\n", 400, "bad_request"),
        (b"get / HTTP/1.1\r\n\r\n", 400, "bad_request"),
        (b"GET http://[ HTTP/1.1\r\nHost: localhost\r\n\r\n", 400, "bad_request"),
        (b"POST / HTTP/1.1\r\nContent-Length: " + LONG + b"\r\n\r\n", 400, "bad_request"),
        (b"POST / HTTP/1.1\r\nContent-Length: 9999999999999999\r\n\r\n", 400, "bad_request"),
        (b"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 400, "bad_request"),
        (b"POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx", 400, "bad_request"),
        (b"POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400, "bad_request"),
        (b"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400, "bad_request"),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400, "bad_request"),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n", 400, "bad_request"),
        (b"POST / HTTP/1.1\r\n" + b"Transfer-Encoding: chunked\r\n" * 2 + b"\r\n0\r\n\r\n", 400, "bad_request"),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n", 501, "not_implemented"),
        (b"POST / HTTP/1.1\nHost: h\n\n", 400, "bad_request"),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400, "tls_to_http"),
        (b"GET / HTTP/1.1\r\n" + b"X: a\r\n" * 201 + b"\r\n", 431, "headers_too_large"),
        (b"GET / HTTP/1.1\r\nX: " + b"x" * 17_000 + b"\r\n\r\n", 431, "headers_too_large"),
    ],
)
def test_what_is_no_request_is_refused_in_the_same_shape(serve: Serve, request_: bytes, status: int, code: str) -> None:
    _, url = serve(hello)
    answer = raw.exchange(url, request_)
    assert (answer.status, answer.headers["content-type"]) == (status, "application/problem+json")
    assert (answer.json["status"], answer.json["code"]) == (status, code)
    assert answer.headers["connection"] == "close"
    assert "server" not in answer.headers


def test_an_answer_says_nothing_of_the_server(serve: Serve) -> None:
    _, url = serve(hello)
    assert not {"server", "via", "x-powered-by"} & set(get(url).headers)


@pytest.mark.parametrize(
    ("header", "status"), [(b"", 200), (b"Content-Length: 0\r\n", 200), (b"Content-Length: x\r\n", 400)]
)
def test_a_request_that_expects_to_be_asked_for_no_body_is_answered(serve: Serve, header: bytes, status: int) -> None:
    _, url = serve(hello)
    request = b"POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\n" + header + b"\r\n"
    assert raw.exchange(url, request).status == status


def test_chunked_expecting_and_pipelined_requests_are_answered(serve: Serve) -> None:
    _, url = serve(hello)
    chunked = b"POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
    assert raw.exchange(url, chunked).body == b"abcde"
    with raw.connect(url) as connection:
        connection.sendall(b"POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n")
        assert raw.read(connection).status == 100
        connection.sendall(b"ok")
        assert raw.read(connection).body == b"ok"
    with raw.connect(url) as connection, connection.makefile("rb") as stream:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: h\r\n\r\n" * 20)
        text = b""
        while text.count(b"hello") < 20:
            text += stream.read1()
        assert text.count(b"HTTP/1.1 200 OK") == 20
