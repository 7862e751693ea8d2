"""clock: the wall clock steps by hours and years, both ways, while reports come. None is lost, the order stays."""

from __future__ import annotations

import socket
from time import monotonic
from urllib.parse import urlsplit

from tests.torture import shim
from tests.torture.ledger import hold_each_once, hold_sound, looking
from tests.torture.program import Program
from tests.torture.senders import Answered, Senders, after, numbered
from tests.torture.trial import Terms, Trial, hold

HOURS_2, YEARS_10 = 7_200, 315_576_000
STEPS = (HOURS_2, 0, -HOURS_2, 0, YEARS_10, 0, -YEARS_10, 0)  # seconds that the clock is off
HALF_REQUEST_SECONDS = 30.0  # what the receiver gives a request, docs/api.md
SLACK = 3.0


def run(terms: Terms) -> str:
    library = shim.build(terms.folder)
    off = shim.Number(terms.folder / "off", 0)
    program = Program(terms)
    behind = shim.environ(library, clock=off.path)
    seconds = terms.size(HALF_REQUEST_SECONDS, 10 * HALF_REQUEST_SECONDS)
    with program.receiving(behind) as receiver:
        crowd = Senders(receiver.hook, 6, numbered("crowd"), pace=100.0)
        alone = Senders(receiver.hook, 1, numbered("alone"))
        half = _half_a_request(receiver.hook)
        ended = None
        steps = STEPS * terms.size(1, 10)
        began = monotonic()
        for step in steps:
            off.set(step)
            crowd.run(after(seconds / len(steps) / 2))
            alone.run(after(seconds / len(steps) / 2))
            ended = ended or _end_of(half)
        while ended is None and monotonic() - began < HALF_REQUEST_SECONDS + SLACK:
            crowd.run(after(0.1))
            ended = _end_of(half)
        for senders in (crowd, alone):
            senders.finish(10.0)
        receiver.end()
    hold(ended is not None, f"half a request was kept for more than {HALF_REQUEST_SECONDS:.0f} s")
    assert ended is not None
    lasted = ended - began
    hold(lasted > HALF_REQUEST_SECONDS - SLACK, f"half a request was kept for {lasted:.0f} s only")
    for senders in (crowd, alone):
        statuses = senders.statuses()
        hold(set(statuses) <= {200, 201} and not senders.unanswered, f"{statuses}, {len(senders.unanswered)} silent")
    taken = hold_each_once(program.database, crowd.answered + alone.answered)
    _hold_order(program, alone.answered)
    hold_sound(program.database)
    program.hold_no_complaints()
    return (
        f"{len(steps)} steps of 2 h and 10 years, {taken:,} reports, all there in order;"
        f" half a request ended after {lasted:.0f} s"
    )


def _half_a_request(hook: str) -> socket.socket:
    parts = urlsplit(hook)
    connection = socket.create_connection((parts.hostname, parts.port))
    connection.sendall(f"POST {parts.path} HTTP/1.1\r\n".encode())
    connection.setblocking(False)
    return connection


def _end_of(connection: socket.socket) -> float | None:
    """When the receiver was seen to have ended a connection, None while it has not."""
    try:
        connection.recv(1)
    except BlockingIOError:
        return None
    except OSError:
        pass
    return monotonic()


def _hold_order(program: Program, answers: list[Answered]) -> None:
    """What one sender posted one after another is listed in that order, whatever the clock said."""
    posted = [answer.name for answer in answers]
    listed = [one["text"] for one in program.json("message", "list", "General", "--limit", str(10**6))]
    hold([text for text in listed[::-1] if text.startswith("alone")] == posted, "messages are listed in another order")
    with looking(program.database) as found:
        last = found.execute("SELECT MAX(received_at) - MIN(received_at) FROM messages").get
    hold(int(str(last)) > 1_000_000 * YEARS_10, "the receiver did not notice the steps: the trial shows nothing")


TRIAL = Trial("clock", run, weakness="wall-clock")
