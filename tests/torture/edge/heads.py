"""heads: heads of 16 KiB, in every shape that a grammar can make long, cost a receiver a few milliseconds at most."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

from tests.torture.edge.crowd import beside, connect, hold_all_taken
from tests.torture.program import Program, Running
from tests.torture.trial import Terms, Trial, hold

LONG = 16_000
MOST_SECONDS = 0.005  # of the processor, for one head

# What stands at {} is as long as a head may be.
_FIELD = b"GET / HTTP/1.1\r\nHost: localhost\r\n%s\r\n\r\n"
SHAPES: dict[str, Callable[[int], bytes]] = {
    "a line of blanks": lambda size: _FIELD % (b" " * size),
    "blanks before a value": lambda size: _FIELD % (b"X:" + b" " * size + b"a"),
    "blanks before a control character": lambda size: _FIELD % (b"X:" + b" " * size + b"\x01"),
    "blanks between words": lambda size: _FIELD % (b"X: " + b"a " * (size // 2) + b"\x01"),
    "tabs and blanks": lambda size: _FIELD % (b"X: a" + b" \t" * (size // 2)),
    "a long name": lambda size: _FIELD % (b"x" * size),
    "a long value": lambda size: _FIELD % (b"X: " + b"x" * size),
    "many lines": lambda size: _FIELD % b"\r\n".join([b"X:"] * (size // 4)),
    "many names": lambda size: _FIELD % b"\r\n".join(b"X%d:" % number for number in range(size // 8)),
    "folded lines": lambda size: _FIELD % (b"X: a" + b"\r\n a" * (size // 4)),
    "digits in a target": lambda size: b"GET x://" + b"1" * size + b" x HTTP/1.1\r\n\r\n",
    "a long target": lambda size: b"GET /" + b"%41" * (size // 3) + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "a long query": lambda size: b"GET /?" + b"&=" * (size // 2) + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "slashes": lambda size: b"GET " + b"/" * size + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "slashes in a hook's path": lambda size: b"GET /hooks" + b"/" * size + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "a long scheme": lambda size: b"GET " + b"a" * size + b":// HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "a long method": lambda size: b"A" * size + b" / HTTP/1.1\r\n\r\n",
    "a long host": lambda size: b"GET / HTTP/1.1\r\nHost: " + b"a." * (size // 2) + b"\r\n\r\n",
    "many codings": lambda size: _FIELD % (b"Transfer-Encoding: " + b"chunked," * (size // 8)),
    "many proxies": lambda size: _FIELD % (b"X-Forwarded-For: " + b"1.1.1.1," * (size // 8)),
    "a long length": lambda size: _FIELD % (b"Content-Length: " + b"9" * size),
    "empty lines": lambda size: b"\r\n" * (size // 2) + b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "a long line of a chunk": lambda size: (
        _FIELD % b"Transfer-Encoding: chunked" + b'1;a="' + b"\\a" * (size // 2) + b"\x01\r\n"
    ),
}


def run(terms: Terms) -> str:
    times = terms.size(5, 200)
    program = Program(terms)
    slowest = (0.0, "")
    with program.receiving() as receiver:

        def send_all() -> None:
            nonlocal slowest
            for name, shape in SHAPES.items():
                slowest = max(slowest, (_cost(receiver, shape(LONG), times), name))

        posts = beside(receiver, send_all)
        hold(receiver.alive(), "the receiver died")
        receiver.end()
    hold_all_taken(posts)
    seconds, name = slowest
    hold(seconds < MOST_SECONDS, f"{name} costs {seconds * 1000:.1f} ms")
    program.hold_no_complaints()
    return f"{len(SHAPES)} shapes of 16 KiB, {times} times each; the most, {name}, costs {seconds * 1000:.1f} ms"


def _cost(receiver: Running, request: bytes, times: int) -> float:
    """Seconds of the processor for one such request, with what honest posts cost meanwhile."""
    before = _processor(receiver)
    for _ in range(times):
        with connect(receiver) as connection:
            connection.sendall(request)
            hold(_is_answered(connection), f"no answer to {request[:60]!r}")
    return (_processor(receiver) - before) / times


def _is_answered(connection: socket.socket) -> bool:
    try:
        return bool(connection.recv(1))
    except OSError:
        return False


def _processor(receiver: Running) -> float:
    """Seconds for which the receiver has had a processor."""
    tasks = Path(f"/proc/{receiver.process.pid}/task").iterdir()
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9


TRIAL = Trial("heads", run, weakness="waitress-parser")
