"""The server's stop: it finishes what was accepted, and leaves nothing behind."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
import requests

from receiver.serving import server as server_module
from receiver.serving.binding import listen
from receiver.serving.server import Server
from tests.receiver import raw
from tests.receiver.plain import get, hello, wait_until

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication

HELLO = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"

Serve = Callable[["WSGIApplication"], tuple[Server, str]]


class Gate:
    """An application that answers when it is told to."""

    def __init__(self) -> None:
        self.open = threading.Event()
        self.inside = threading.Semaphore(0)

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        self.inside.release()
        assert self.open.wait(20)
        start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "4")])
        return [b"done"]


def test_a_stop_finishes_every_request_that_is_here(serve: Serve) -> None:
    gate = Gate()
    server, url = serve(gate)
    with ThreadPoolExecutor(41) as pool:
        answers = [pool.submit(get, url) for _ in range(40)]  # more than there are threads: most of them wait
        wait_until(lambda: server.in_hand() == 40)
        stopped = pool.submit(server.stop, 15.0)
        wait_until(lambda: _refuses(url))
        assert not stopped.done()
        gate.open.set()
        assert [answer.result(10).status for answer in answers] == [200] * 40
        assert {answer.result().body for answer in answers} == {b"done"}
        assert stopped.result(10) is True


def test_an_answer_during_a_stop_says_that_the_connection_ends(serve: Serve) -> None:
    gate = Gate()
    server, url = serve(gate)
    with ThreadPoolExecutor(2) as pool:
        answer = pool.submit(get, url)
        assert gate.inside.acquire(timeout=10)
        stopped = pool.submit(server.stop, 15.0)
        wait_until(lambda: _refuses(url))
        gate.open.set()
        assert stopped.result(10) is True
        assert answer.result(10).headers["connection"] == "close"


def test_a_kept_connection_may_be_used_once_more_while_the_server_stops(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server_module, "_LAST_SECONDS", 10.0)
    server, url = serve(hello)
    with raw.connect(url) as kept, ThreadPoolExecutor(1) as pool:
        kept.sendall(HELLO)
        assert "connection" not in raw.read(kept).headers
        stopped = pool.submit(server.stop, 15.0)
        wait_until(lambda: _refuses(url))
        kept.sendall(HELLO)
        last = raw.read(kept)
        assert (last.status, last.headers["connection"]) == (200, "close")
        assert stopped.result(5) is True  # nobody else has a connection, so nothing is waited for


def test_who_waits_to_be_let_in_when_a_stop_begins_is_answered() -> None:
    listening = listen("127.0.0.1", 0)
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    waiting = [raw.connect(url) for _ in range(40)]
    for connection in waiting:
        connection.sendall(HELLO)
    server = Server(hello, listening)
    server.start()
    assert server.stop() is True
    assert [raw.read(connection).status for connection in waiting] == [200] * 40
    for connection in waiting:
        connection.close()


def test_a_stop_that_runs_out_of_time_says_so(serve: Serve) -> None:
    gate = Gate()
    server, url = serve(gate)
    with raw.connect(url) as connection:
        connection.sendall(HELLO)
        assert gate.inside.acquire(timeout=10)
        assert server.stop(0.2) is False
        assert connection.recv(1) == b""
    gate.open.set()
    wait_until(lambda: not any(thread.name.startswith("receiver") for thread in threading.enumerate()))


@pytest.mark.skipif(sys.platform != "linux", reason="counts descriptors in /proc")
def test_nothing_is_left_after_a_stop_with_idle_and_half_open_clients() -> None:
    def descriptors() -> int:
        return len(os.listdir("/proc/self/fd"))

    threads, files = threading.active_count(), descriptors()
    server = Server(hello, listen("127.0.0.1", 0))
    server.start()
    url = f"http://127.0.0.1:{server.port}"
    with raw.connect(url) as idle, raw.connect(url) as silent, raw.connect(url) as half, requests.Session() as session:
        idle.sendall(HELLO)
        assert raw.read(idle).status == 200
        half.sendall(b"POST / HTTP/1.1\r\nContent-Le")
        assert session.get(url, timeout=10).text == "hello"
        assert server.stop() is True
        assert (idle.recv(1), silent.recv(1), half.recv(1)) == (b"", b"", b"")
    # Threads of other tests may have ended meanwhile.
    assert threading.active_count() <= threads
    assert descriptors() == files


def test_a_server_that_never_started_gives_its_port_back() -> None:
    server = Server(hello, listen("127.0.0.1", 0))
    assert server.stop() is True
    listen("127.0.0.1", server.port).close()


def _refuses(url: str) -> bool:
    try:
        raw.connect(url).close()
    except ConnectionError as error:
        return isinstance(error, ConnectionRefusedError)
    return False
