"""slow-clients: a thousand connections that drip a byte a second, from the address of healthy ones."""

from __future__ import annotations

import resource
import socket
import threading
from time import monotonic
from urllib.parse import urlsplit

from tests.torture.ledger import hold_each_once
from tests.torture.program import Program, Running
from tests.torture.senders import Answered, Senders, after, numbered, percentile
from tests.torture.trial import Terms, Trial, hold

SLOW = 1000
HEALTHY = 10
PACE = 100.0  # healthy posts a second
P99_SECONDS = 0.05
# What a process usually may have, and what macOS gives, with the seconds at small and at full size.
DESCRIPTORS = {1024: (8.0, 120.0), 256: (6.0, 30.0)}


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
    return "; ".join(_beside(terms, most, terms.size(*seconds)) for most, seconds in DESCRIPTORS.items())


def _beside(terms: Terms, descriptors: int, seconds: float) -> str:
    program = Program(terms, f"desk-{descriptors}")
    with program.receiving() as receiver:
        resource.prlimit(receiver.process.pid, resource.RLIMIT_NOFILE, (descriptors, descriptors))
        without = _healthy(receiver, "without", seconds / 4)
        drips = Drips(receiver.hook)
        drips.start()
        try:
            hold(drips.all_there.wait(60), f"{SLOW} connections could not be made")
            beside = _healthy(receiver, "beside", seconds)
        finally:
            drips.ended.set()
            drips.join()
        hold(receiver.alive(), "the receiver died")
        receiver.end()
    posts = hold_each_once(program.file, without + beside)
    hold(len(beside) > PACE * seconds / 4, f"healthy clients got {len(beside)} posts through in {seconds:.0f} s")
    before, p99 = percentile(without, 0.99), percentile(beside, 0.99)
    # On a machine that others keep busy, answers are slow without slow clients, too.
    hold(
        p99 < max(P99_SECONDS, 2 * before),
        f"p99 of healthy clients was {p99 * 1000:.0f} ms, {before * 1000:.0f} before",
    )
    program.hold_no_complaints()
    return (
        f"{descriptors} descriptors, {SLOW:,} slow clients ({drips.cut:,} times cut), {posts:,} healthy posts,"
        f" none failed; p99 {p99 * 1000:.0f} ms, {before * 1000:.0f} ms without"
    )


def _healthy(receiver: Running, name: str, seconds: float) -> list[Answered]:
    """What healthy clients are answered for a while."""
    senders = Senders(receiver.hook, HEALTHY, numbered(name), pace=PACE)
    senders.run(after(seconds))
    senders.finish(10.0)
    statuses = senders.statuses()
    hold(set(statuses) <= {200, 201} and not senders.unanswered, f"{statuses}, unanswered {len(senders.unanswered)}")
    return senders.answered


TRIAL = Trial("slow-clients", run, weakness="no-cap")
