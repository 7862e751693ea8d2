"""unwanted-bodies: large bodies that will be refused: sent to no hook, by a wrong method, or too large."""

from __future__ import annotations

import socket
from collections import Counter

from tests.torture.edge.crowd import allow_descriptors, beside, connect, head, hold_all_taken, p99
from tests.torture.program import Program, Running
from tests.torture.trial import Broken, Terms, Trial, hold

BODY = 5_000_000
PART = b"x" * 200_000  # of it that is sent before somebody looks for an answer
MOST_BYTES = 150 * 1024 * 1024  # of memory, more than before: 64 KiB each, and what is kept of the refused
NOWHERE = "/hooks/channels/00000000-0000-4000-8000-000000000000/00000000-0000-4000-8000-000000000000"


def run(terms: Terms) -> str:
    number = terms.size(200, 700)
    program = Program(terms)
    allow_descriptors(number + 200)
    held = list[socket.socket]()
    statuses = Counter[bytes]()
    with program.receiving() as receiver:
        hold_all_taken(beside(receiver, lambda: None))
        before, files = receiver.memory(), receiver.descriptors()
        most = (0, 0)

        def crowd() -> None:
            nonlocal most
            for count in range(number):
                held.append(_begun(receiver, count))
                most = max(most[0], receiver.memory()), max(most[1], receiver.descriptors() - len(held))
            for connection in held:
                statuses[_status(connection)] += 1

        try:
            posts = beside(receiver, crowd)
        finally:
            for connection in held:
                connection.close()
        hold(receiver.alive(), "the receiver died")
        receiver.end()
    hold_all_taken(posts)
    grown = most[0] - before
    hold(grown < MOST_BYTES, f"memory grew by {grown / 1e6:.0f} MB")
    hold(most[1] <= files + 20, f"{most[1] - files} files were opened for bodies")
    hold(set(statuses) <= {b"404", b"405", b"413"}, f"answers {dict(statuses)}")
    program.hold_no_complaints()
    told = ", ".join(f"{count} x {status.decode()}" for status, count in sorted(statuses.items()))
    return (
        f"{number} bodies of 5 MB refused when their heads were here ({told}); memory at most +{grown / 1e6:.0f} MB,"
        f" no file; none of {len(posts):,} honest posts failed, p99 {p99(posts) * 1000:.0f} ms"
    )


def _begun(receiver: Running, count: int) -> socket.socket:
    """A request of which only the beginning of the body is sent."""
    connection = connect(receiver)
    method, path = (("POST", NOWHERE), ("DELETE", None), ("POST", None), ("POST", "/nothing"))[count % 4]
    connection.sendall(head(receiver, f"Content-Length: {BODY}", method=method, path=path) + PART)
    return connection


def _status(connection: socket.socket) -> bytes:
    try:
        return connection.recv(12)[9:]
    except OSError:
        raise Broken("a sender is not answered before all is sent") from None


TRIAL = Trial("unwanted-bodies", run, weakness="read-it-all")
