"""idle-kept: thousands of connections that have asked once and stay. Those that idle longest make room for new ones."""

from __future__ import annotations

import resource
import socket

from tests.torture.edge.crowd import allow_descriptors, beside, connect, head, hold_all_taken, p99
from tests.torture.ledger import hold_sound
from tests.torture.program import Program, Running
from tests.torture.senders import Senders, after, numbered
from tests.torture.trial import Broken, Terms, Trial, hold

HONEST = 10  # senders that keep their connections, and post a few times a second
DESCRIPTORS = 1024  # what a process usually may have
FEW = 256  # what macOS gives


def run(terms: Terms) -> str:
    number = terms.size(1_500, 10_000)
    told = [_beside(terms, number, most) for most in (DESCRIPTORS, FEW)]
    return f"{number:,} connections that idle; " + "; ".join(told)


def _beside(terms: Terms, number: int, descriptors: int) -> str:
    program = Program(terms, f"desk-{descriptors}")
    allow_descriptors(number + 200)
    held = list[socket.socket]()
    with program.receiving() as receiver:
        resource.prlimit(receiver.process.pid, resource.RLIMIT_NOFILE, (descriptors, descriptors))
        senders = Senders(receiver.hook, HONEST, numbered("kept"), pace=20.0)

        def crowd() -> None:
            for done in range(number):
                held.append(_asked(receiver))
                if done % 50 == 49:
                    senders.run(after(0.02))
            senders.run(after(1.0))

        try:
            posts = beside(receiver, crowd)
            senders.finish(10.0)
        finally:
            for connection in held:
                connection.close()
        hold(receiver.alive(), "the receiver died")
        hold(receiver.descriptors() <= descriptors, "more descriptors than there may be")
        receiver.end()
    hold_all_taken(posts)
    statuses = senders.statuses()
    hold(set(statuses) <= {200, 201}, f"kept connections got {statuses}")
    hold(not senders.unanswered, f"{len(senders.unanswered)} posts of kept connections were not answered")
    program.hold_no_complaints()
    hold(program.log.stat().st_size < 1_000_000, "the log is full of it")
    hold_sound(program.file)
    return (
        f"with {descriptors} descriptors none of {len(posts) + len(senders.answered):,} honest posts failed,"
        f" p99 of those over new connections {p99(posts) * 1000:.0f} ms"
    )


def _asked(receiver: Running) -> socket.socket:
    """A connection that has asked for something, and heard it."""
    connection = connect(receiver)
    try:
        connection.sendall(head(receiver, path="/openapi.json", method="HEAD"))
        answer = connection.recv(12)
    except OSError as error:
        raise Broken(f"a new connection is not answered: {error}") from None
    hold(answer == b"HTTP/1.1 200", f"a new connection is answered {answer!r}")
    return connection


TRIAL = Trial("idle-kept", run, weakness="keep-the-idle")
