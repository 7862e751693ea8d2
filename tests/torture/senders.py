"""Senders: many keep-alive connections that post report after report, and remember what they were answered.

One thread serves all of them, so that the machine is left to the program under trial.
"""

from __future__ import annotations

import json
import selectors
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import monotonic
from urllib.parse import urlsplit

LOOK_SECONDS = 0.02
RETRY_SECONDS = 0.02

Report = dict[str, object]


@dataclass(frozen=True, slots=True)
class Answered:
    """What a sender was told of the report with this name; `at` is monotonic, `took` in seconds."""

    name: str
    status: int
    head: bytes
    body: bytes
    at: float
    took: float

    @property
    def taken(self) -> bool:
        return 200 <= self.status < 300


def numbered(prefix: str) -> Iterator[tuple[str, Report]]:
    """Reports without end, each with a name that is its text; every second one opens a case."""
    number = 0
    while True:
        name = f"{prefix}-{number}"
        report: Report = {"text": name, "attachments": [{"@type": "link", "url": "http://myserver/1"}]}
        yield name, {"id": name, **report} if number % 2 else report
        number += 1


class _Line:
    """One connection with at most one report on its way."""

    def __init__(self) -> None:
        self.socket: socket.socket | None = None
        self.name: str | None = None
        self.sent_at = 0.0
        self.not_before = 0.0
        self._buffer = b""

    def open(self, address: tuple[str, int]) -> None:
        self._buffer = b""
        self.socket = socket.create_connection(address, timeout=10)

    def close(self) -> None:
        if self.socket is not None:
            self.socket.close()
        self.socket = None

    def read(self) -> tuple[bytes, bytes] | None:
        """Head and body of an answer that is here whole; raises OSError when the receiver has gone."""
        assert self.socket is not None
        part = self.socket.recv(65536)
        if not part:
            raise ConnectionResetError
        self._buffer += part
        head, found, body = self._buffer.partition(b"\r\n\r\n")
        if not found or len(body) < _length(head):
            return None
        self._buffer = b""
        return head, body


def _length(head: bytes) -> int:
    return int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0] or 0)


class Senders:
    """Posts what `reports` gives over `count` connections; what broke off unanswered is in `unanswered`.

    `pace` is the number of posts a second over all connections, None for as many as are answered.
    """

    def __init__(
        self,
        url: str,
        count: int,
        reports: Iterator[tuple[str, Report]],
        *,
        pace: float | None = None,
        heard: Callable[[Answered], None] | None = None,
    ) -> None:
        self.answered: list[Answered] = []
        self.unanswered: set[str] = set()
        self.sent = 0
        self._heard = heard
        self.pace = pace
        self._reports = reports
        self._selector = selectors.DefaultSelector()
        self._lines = [_Line() for _ in range(count)]
        self.aim(url)

    def aim(self, url: str) -> None:
        """Post to this URL from now on; connections that are open stay where they are."""
        parts = urlsplit(url)
        self._address = (parts.hostname or "127.0.0.1", parts.port or 80)
        self._head = (
            f"POST {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Type: application/json\r\n"
            "User-Agent: torture\r\nContent-Length: "
        ).encode()

    def run(self, until: Callable[[], bool], most: int | None = None) -> None:
        """Post until something is so, or until so many were sent in all; connections that broke are made anew."""
        began, before = monotonic(), self.sent
        while not until() and (most is None or self.sent < most):
            now = monotonic()
            due = None if self.pace is None else int((now - began) * self.pace) - (self.sent - before)
            for line in self._lines:
                if (due is None or due > 0) and (most is None or self.sent < most) and self._post(line, now):
                    due = None if due is None else due - 1
            self._listen(LOOK_SECONDS if due is None else 0.001)

    def finish(self, seconds: float) -> None:
        """Read what is still on its way, and close."""
        until = monotonic() + seconds
        while any(line.name for line in self._lines) and monotonic() < until:
            self._listen(LOOK_SECONDS)
        for line in self._lines:
            self._drop(line)
        self._selector.close()

    def taken(self) -> list[Answered]:
        return [answer for answer in self.answered if answer.taken]

    def statuses(self) -> dict[int, int]:
        """How many answers had each status."""
        found = dict[int, int]()
        for answer in self.answered:
            found[answer.status] = found.get(answer.status, 0) + 1
        return dict(sorted(found.items()))

    def _post(self, line: _Line, now: float) -> bool:
        if line.name is not None or now < line.not_before:
            return False
        try:
            if line.socket is None:
                line.open(self._address)
                self._selector.register(line.socket, selectors.EVENT_READ, line)  # type: ignore[arg-type]
        except OSError:  # nobody listens at the moment
            line.not_before = now + RETRY_SECONDS
            return False
        name, report = next(self._reports)
        body = json.dumps(report).encode()
        line.name, line.sent_at = name, monotonic()
        self.sent += 1
        try:
            assert line.socket is not None
            line.socket.sendall(self._head + str(len(body)).encode() + b"\r\n\r\n" + body)
        except OSError:
            self._drop(line)
        return True

    def _listen(self, seconds: float) -> None:
        for key, _ in self._selector.select(seconds):
            line: _Line = key.data
            try:
                answer = line.read()
            except OSError:
                self._drop(line)
                continue
            if answer is not None:
                self._hear(line, *answer)

    def _hear(self, line: _Line, head: bytes, body: bytes) -> None:
        now = monotonic()
        assert line.name is not None
        answer = Answered(line.name, int(head[9:12]), head, body, now, now - line.sent_at)
        line.name = None
        self.answered.append(answer)
        if self._heard is not None:
            self._heard(answer)
        if b"connection: close" in head.lower():
            self._drop(line)

    def _drop(self, line: _Line) -> None:
        if line.socket is not None:
            self._selector.unregister(line.socket)
        line.close()
        if line.name is not None:
            self.unanswered.add(line.name)
            line.name = None


def percentile(answers: list[Answered], share: float) -> float:
    """How many seconds that share of the answers took at most."""
    ordered = sorted(answer.took for answer in answers)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


def after(seconds: float) -> Callable[[], bool]:
    """Whether so many seconds have gone by since now."""
    until = monotonic() + seconds
    return lambda: monotonic() >= until
