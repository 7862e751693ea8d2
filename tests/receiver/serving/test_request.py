"""The request: what came over the wire is in it, by names, and its body can be read again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import pytest

from receiver.serving.proxies import TrustedProxies
from receiver.serving.request import Request, request_of
from receiver.serving.server import Server
from tests.receiver import raw

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

    Serve = Callable[[WSGIApplication], tuple[Server, str]]
Sent = Callable[..., Request]


@pytest.fixture
def sent(serve: Serve) -> Sent:
    """Send lines of headers and a body, and return the request that this was."""
    found = list[Request]()
    url = serve(app(found.append))[1]

    def send(*headers: str, body: bytes = b"body", path: str = "/a%20path?query") -> Request:
        put(url, *headers, body=body, path=path)
        return found.pop()

    return send


def app(look: Callable[[Request], object]) -> WSGIApplication:
    """An application that hands each request to `look` while it is answered."""

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        look(request_of(environ))
        start_response("200 OK", [("Content-Length", "0")])
        return ()

    return answer


def put(url: str, *headers: str, body: bytes, path: str) -> None:
    lines = [f"PUT {path} HTTP/1.1", "Connection: close", f"Content-Length: {len(body)}", *headers, "", ""]
    assert raw.exchange(url, "\r\n".join(lines).encode("latin-1") + body).status == 200


def test_what_came_over_the_wire_is_in_it(sent: Sent) -> None:
    request = sent("Host: desk:4665", "Content-Type: text/plain")
    assert (request.method, request.path, request.target) == ("PUT", "/a path", "/a%20path?query")
    assert (request.remote_address, request.host, request.content_type) == ("127.0.0.1", "desk:4665", "text/plain")
    assert request.size == 4


def test_what_did_not_come_is_empty(sent: Sent) -> None:
    request = sent(body=b"")
    assert (request.host, request.content_type, request.header("X-Key"), request.size) == ("", "", "", 0)


@pytest.mark.parametrize("name", ["X-Key-2a", "x-key-2a", "X-KEY-2A"])
def test_a_header_is_found_however_its_name_is_written(sent: Sent, name: str) -> None:
    request = sent(f"{name}: v\xe4lue")
    assert [request.header(asked) for asked in ("X-Key-2a", "x-key-2a", "X-KEY-2A")] == ["v\xe4lue"] * 3
    assert list(request.headers) == ["Connection", "X-Key-2A", "Content-Length"]


def test_the_body_can_be_asked_for_again(serve: Serve) -> None:
    read = list[bytes]()
    url = serve(app(lambda request: read.extend(request.beginning(many) for many in (4, 100, 4))))[1]
    put(url, body=b"0123456789", path="/")
    assert read == [b"0123", b"0123456789", b"0123"]
    read.clear()
    large = bytes(1_000_000)
    put(url, body=large, path="/")
    assert read == [large[:4], large[:100], large[:4]]


def test_its_path_is_in_no_text_about_it(sent: Sent) -> None:
    assert "secret" not in repr(sent(path="/secret"))


def test_without_proxies_it_is_from_who_is_connected(sent: Sent) -> None:
    request = sent("X-Forwarded-For: 192.0.2.7")
    assert TrustedProxies().seen_through(request).remote_address == "127.0.0.1"
