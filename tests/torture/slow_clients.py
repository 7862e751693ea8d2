"""slow-clients: a thousand connections that drip a byte a second, from the address of healthy ones."""

from __future__ import annotations

import resource
import socket
import threading
from time import monotonic
from urllib.parse import urlsplit

from tests.torture.ledger import hold_each_once
from tests.torture.program import Program, Running
from tests.torture.senders import Senders, after, numbered, percentile
from tests.torture.trial import Terms, Trial, hold

SLOW = 1000
HEALTHY = 10
PACE = 100.0  # healthy posts a second
P99_SECONDS = 0.05
DESCRIPTORS = 1024  # what a process usually may have


class Drips(threading.Thread):
    """Connections that send a byte a second of a head or of a body, and silent ones; who is cut comes back."""

    def __init__(self, hook: str) -> None:
        super().__init__(name="drips")
        parts = urlsplit(hook)
        self._address = (parts.hostname or "127.0.0.1", parts.port or 80)
        head = f"POST {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\nX-Slow: ".encode()
        body = head + b"1\r\nContent-Length: 100000\r\n\r\n"
        self._starts = [head, body, b""]
        self._open: dict[int, socket.socket] = {}
        self.ended = threading.Event()
        self.all_there = threading.Event()
        self.cut = 0

    def run(self) -> None:
        while not self.ended.is_set():
            began = monotonic()
            for number in range(SLOW):
                self._drip(number)
                # Spread over the second, as clients that know nothing of each other are.
                if number % 10 == 9 and self.ended.wait(max(0.0, began + (number + 1) / SLOW - monotonic())):
                    break
            self.all_there.set()
        for connection in self._open.values():
            connection.close()

    def _drip(self, number: int) -> None:
        start = self._starts[number % len(self._starts)]
        try:
            if number not in self._open:
                self._open[number] = socket.create_connection(self._address, timeout=5)
                self._open[number].sendall(start)
            elif start:
                self._open[number].sendall(b"x")
        except OSError:
            self.cut += 1
            if (found := self._open.pop(number, None)) is not None:
                found.close()


def run(terms: Terms) -> str:
    seconds = terms.size(8.0, 120.0)
    program = Program(terms)
    with program.receiving() as receiver:
        resource.prlimit(receiver.process.pid, resource.RLIMIT_NOFILE, (DESCRIPTORS, DESCRIPTORS))
        senders, drips = _under_drips(receiver, terms, seconds)
        hold(receiver.alive(), "the receiver died")
        receiver.end()
    statuses = senders.statuses()
    hold(set(statuses) <= {200, 201} and not senders.unanswered, f"{statuses}, unanswered {len(senders.unanswered)}")
    posts = hold_each_once(program.database, senders.answered)
    hold(posts > PACE * seconds / 4, f"healthy clients got {posts} posts through in {seconds:.0f} s")
    p99 = percentile(senders.answered, 0.99)
    hold(p99 < P99_SECONDS, f"p99 of healthy clients was {p99 * 1000:.0f} ms")
    program.hold_no_complaints()
    return (
        f"{SLOW:,} slow clients ({drips.cut:,} were cut), {posts:,} healthy posts, none failed; p99 {p99 * 1000:.0f} ms"
    )


def _under_drips(receiver: Running, terms: Terms, seconds: float) -> tuple[Senders, Drips]:
    senders = Senders(receiver.hook, HEALTHY, numbered(f"healthy{terms.seed}"), pace=PACE)
    drips = Drips(receiver.hook)
    drips.start()
    try:
        hold(drips.all_there.wait(60), f"{SLOW} connections could not be made")
        senders.run(after(seconds))
        senders.finish(10.0)
    finally:
        drips.ended.set()
        drips.join()
    return senders, drips


TRIAL = Trial("slow-clients", run, weakness="no-cap")
