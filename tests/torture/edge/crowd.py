"""A crowd: many connections to a receiver, beside which honest posts are measured."""

from __future__ import annotations

import resource
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from urllib.parse import urlsplit

from tests.end_to_end.station import post
from tests.torture.program import Running, path_of
from tests.torture.trial import hold

PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class Posted:
    """What an honest post over a connection of its own was answered, and after how many seconds; 0 if not at all."""

    status: int
    took: float


def address_of(receiver: Running) -> tuple[str, int]:
    parts = urlsplit(receiver.hook)
    return parts.hostname or "127.0.0.1", parts.port or 80


def connect(receiver: Running) -> socket.socket:
    return socket.create_connection(address_of(receiver), timeout=PATIENCE)


def head(receiver: Running, *lines: str, method: str = "GET", path: str | None = None) -> bytes:
    """A head with its empty line."""
    first = f"{method} {path or path_of(receiver.hook)} HTTP/1.1"
    return "\r\n".join([first, f"Host: {urlsplit(receiver.hook).netloc}", *lines, "", ""]).encode()


def beside(receiver: Running, act: Callable[[], object], *, every: float = 0.05) -> list[Posted]:
    """Post over and over, each time over a connection of its own, while something is done."""
    found, ended = list[Posted](), threading.Event()

    def go_on() -> None:
        while True:
            found.append(_post(receiver))
            if ended.wait(every):
                return

    poster = threading.Thread(target=go_on, name="honest")
    poster.start()
    try:
        act()
    finally:
        ended.set()
        poster.join()
    return found


def _post(receiver: Running) -> Posted:
    began = monotonic()
    try:
        status = post(receiver.hook, {"text": "honest"}).status
    except OSError:
        status = 0
    return Posted(status, monotonic() - began)


def hold_all_taken(posts: list[Posted]) -> None:
    """Hold that no honest post was refused or lost."""
    failed = [each for each in posts if each.status not in (200, 201)]
    hold(not failed, f"{len(failed)} of {len(posts)} honest posts failed, the first: {failed[:1]}")


def p99(posts: list[Posted]) -> float:
    """How many seconds 99 of a hundred took at most."""
    ordered = sorted(each.took for each in posts)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]


def allow_descriptors(number: int) -> None:
    """Let this process itself hold as many connections as a crowd has."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < number:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(number, hard), hard))
