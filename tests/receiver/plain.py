"""Plain: the smallest application there is, the smallest request, and waiting for what follows."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from time import monotonic
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


def wait_until(holds: Callable[[], bool]) -> None:
    """Return when something is so, within ten seconds."""
    deadline = monotonic() + 10
    turn = threading.Event()
    while not holds():
        assert monotonic() < deadline
        turn.wait(0.005)
