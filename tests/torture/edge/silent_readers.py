"""silent-readers: connections that ask for much at once, and read nothing of what they are answered."""

from __future__ import annotations

import socket
from contextlib import suppress
from threading import Event

from tests.torture.edge.crowd import allow_descriptors, beside, connect, head, hold_all_taken, p99
from tests.torture.program import Program, Running
from tests.torture.trial import Terms, Trial, hold

AT_ONCE = 190  # requests, as many as a segment has room for
MOST_BYTES = 100 * 1000 * 1000  # of memory, more than before


def run(terms: Terms) -> str:
    number = terms.size(300, 2_000)
    program = Program(terms)
    allow_descriptors(number + 200)
    held = list[socket.socket]()
    with program.receiving() as receiver:
        hold_all_taken(beside(receiver, lambda: None))
        before = receiver.memory()
        most = before

        def crowd() -> None:
            nonlocal most
            for _ in range(number):
                held.append(_silent(receiver))
                most = max(most, receiver.memory())

        def settle() -> None:
            nonlocal most
            for _ in range(terms.size(30, 150)):
                Event().wait(0.2)
                most = max(most, receiver.memory())

        try:
            posts = beside(receiver, crowd)
            posts += beside(receiver, settle)
        finally:
            for connection in held:
                connection.close()
        hold(receiver.alive(), "the receiver died")
        receiver.end()
    hold_all_taken(posts)
    grown = most - before
    hold(grown < MOST_BYTES, f"memory grew by {grown / 1e6:.0f} MB")
    program.hold_no_complaints()
    return (
        f"{number:,} connections with {AT_ONCE} requests each that read nothing: memory at most +{grown / 1e6:.0f} MB;"
        f" none of {len(posts):,} honest posts failed, p99 {p99(posts) * 1000:.0f} ms"
    )


def _silent(receiver: Running) -> socket.socket:
    connection = connect(receiver)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    with suppress(OSError):  # it may have been ended already
        connection.sendall(head(receiver, path="/openapi.json") * AT_ONCE)
    return connection


TRIAL = Trial("silent-readers", run, weakness="answer-ahead")
