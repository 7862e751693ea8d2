"""Plain: the smallest application there is, and the smallest request."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from tests.receiver import raw

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse


def hello(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
    """Answer with the body, or hello."""
    body = environ["wsgi.input"].read() or b"hello"
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(body)))])
    return [body]


def get(url: str) -> raw.Answered:
    """Ask it."""
    return raw.exchange(url, b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
