"""bad-http: requests that are nearly HTTP. None is answered by a mistake of ours, none by silence, none is the last."""

from __future__ import annotations

import re
import selectors
import socket
from collections import Counter
from time import monotonic
from urllib.parse import urlsplit

from tests.end_to_end.station import post
from tests.torture.hostile.mutations import Mutator
from tests.torture.ledger import hold_sound
from tests.torture.program import Program, Running
from tests.torture.trial import Broken, Terms, Trial, hold

AT_ONCE = 32
PATIENCE = 20.0  # seconds; a request that is here as a whole is answered long before
ALLOWED = {100, 101, 200, 201, 208, 400, 403, 404, 405, 408, 410, 413, 421, 422, 431, 501}
SETTLED = 8  # descriptors that a receiver may have more than at rest

_STATUS = re.compile(rb"HTTP/1\.[01] ([0-9]{3}) ")
_BODY = re.compile(rb"content-length|transfer-encoding", re.IGNORECASE)


class _Exchange:
    """One request on a connection of its own, whose other half the sender has closed."""

    def __init__(self, request: bytes, address: tuple[str, int]) -> None:
        self.request = request
        self.answer = b""
        self.began = monotonic()
        self.socket = socket.create_connection(address, timeout=PATIENCE)
        try:
            self.socket.sendall(request)
            self.socket.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # the receiver may refuse before it has read all

    def read(self) -> bool:
        """Whether the connection has ended."""
        try:
            part = self.socket.recv(65536)
        except OSError:
            part = b""
        self.answer += part
        return not part

    def statuses(self) -> list[int]:
        return [int(status) for status in _STATUS.findall(self.answer)]

    def must_be_answered(self) -> bool:
        """Whether this is a whole request head that speaks of no body."""
        head, found, _ = self.request.lstrip(b"\r\n").partition(b"\r\n\r\n")
        return bool(head.strip()) and bool(found) and _BODY.search(head) is None


def run(terms: Terms) -> str:
    number = terms.size(8_000, 1_000_000)
    program = Program(terms)
    with program.receiving() as receiver:
        hold(post(receiver.hook, {"text": "before"}).status == 200, "the first report was not taken")
        at_rest = receiver.descriptors()
        statuses = _send(receiver, terms, number)
        hold(receiver.alive(), f"the receiver died: {receiver.process.returncode}")
        hold(post(receiver.hook, {"text": "after"}).status == 200, "the last report was not taken")
        left = receiver.descriptors() - at_rest
        hold(left <= SETTLED, f"{left} descriptors are left open")
        receiver.end()
    program.hold_no_complaints()
    hold_sound(program.file)
    told = ", ".join(f"{count:,} x {status or 'nothing'}" for status, count in sorted(statuses.items()))
    return f"{number:,} mutated requests, no 5xx but 501, none unanswered, no error in the log ({told})"


def _send(receiver: Running, terms: Terms, number: int) -> Counter[int]:
    """How often each status was answered; 0 stands for no answer, to a request that was cut off."""
    parts = urlsplit(receiver.hook)
    address = (parts.hostname or "127.0.0.1", parts.port or 80)
    mutator = Mutator(receiver.hook, terms.random())
    statuses = Counter[int]()
    sent = 0
    with selectors.DefaultSelector() as selector:
        while sent < number or selector.get_map():
            while sent < number and len(selector.get_map()) < AT_ONCE:
                try:
                    exchange = _Exchange(mutator.next(), address)
                except OSError as error:
                    raise Broken(f"no connection after {sent} requests: {error}") from error
                selector.register(exchange.socket, selectors.EVENT_READ, exchange)
                sent += 1
            for key, _ in selector.select(0.5):
                if key.data.read():
                    selector.unregister(key.data.socket)
                    key.data.socket.close()
                    statuses.update(_judged(key.data))
            for key in list(selector.get_map().values()):
                hold(monotonic() - key.data.began < PATIENCE, f"no end of {key.data.request[:2000]!r}")
    return statuses


def _judged(exchange: _Exchange) -> list[int]:
    statuses = exchange.statuses()
    shown = exchange.request[:2000]
    hold(set(statuses) <= ALLOWED, f"{statuses} to {shown!r}")
    hold(bool(statuses) or not exchange.answer, f"{exchange.answer[:200]!r} to {shown!r}")
    final = bool(statuses) and statuses[-1] != 100
    hold(final or not exchange.must_be_answered(), f"{statuses or 'nothing'} to {shown!r}")
    return statuses or [0]


TRIAL = Trial("bad-http", run, weakness="drop-the-malformed")
