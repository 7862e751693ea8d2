"""clock: the wall clock steps by hours and years, both ways, while reports come. None is lost, the order stays."""

from __future__ import annotations

import socket
from time import monotonic
from urllib.parse import urlsplit

from tests.torture.ledger import hold_each_once, hold_sound, looking
from tests.torture.program import Program
from tests.torture.senders import Answered, Senders, after, numbered
from tests.torture.storage import shim
from tests.torture.trial import Terms, Trial, hold

HOURS_2, YEARS_10 = 7_200, 315_576_000
STEPS = (HOURS_2, 0, -HOURS_2, 0, YEARS_10, 0, -YEARS_10, 0)  # seconds that the clock is off
REQUEST_SECONDS, IDLE_SECONDS = 30.0, 120.0  # what the receiver gives a request, and a connection between two
SLACK = 3.0


class Silent:
    """A connection that says nothing more, which has to be ended after `due` seconds."""

    def __init__(self, hook: str, due: float) -> None:
        parts = urlsplit(hook)
        self.due = due
        self.lasted: float | None = None
        self._socket = socket.create_connection((parts.hostname, parts.port), timeout=30)
        self._began = monotonic()
        if due == IDLE_SECONDS:
            self._socket.sendall(f"GET /health HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n".encode())
            hold(self._socket.recv(65536).startswith(b"HTTP/1.1 200"), "/health did not answer")
        else:
            self._socket.sendall(f"POST {parts.path} HTTP/1.1\r\n".encode())
        self._socket.setblocking(False)

    def look(self) -> None:
        """Notice the end."""
        if self.lasted is not None:
            return
        try:
            ended = not self._socket.recv(65536)
        except BlockingIOError:
            ended = False
        except OSError:
            ended = True
        if ended:
            self.lasted = monotonic() - self._began
        hold(ended or monotonic() - self._began < self.due + SLACK, f"a silent client was kept over {self.due:.0f} s")
        hold(
            not ended or self.lasted is None or self.lasted > self.due - SLACK, f"it was kept for {self.lasted} s only"
        )


def run(terms: Terms) -> str:
    library = shim.build(terms.folder)
    off = shim.Number(terms.folder / "off", 0)
    program = Program(terms)
    steps = STEPS * terms.size(1, 10)
    dues = terms.size((REQUEST_SECONDS,), (REQUEST_SECONDS, IDLE_SECONDS))
    with program.receiving(shim.environ(library, clock=off.path)) as receiver:
        crowd = Senders(receiver.hook, 6, numbered("crowd"), pace=100.0)
        alone = Senders(receiver.hook, 1, numbered("alone"))
        silent = [Silent(receiver.hook, due) for due in dues]
        for step in steps:
            off.set(step)
            _post(crowd, alone, silent, terms.size(REQUEST_SECONDS, 10 * REQUEST_SECONDS) / len(steps))
        while any(connection.lasted is None for connection in silent):
            _post(crowd, alone, silent, 0.2)
        for senders in (crowd, alone):
            senders.finish(10.0)
        receiver.end()
    for senders in (crowd, alone):
        statuses = senders.statuses()
        hold(set(statuses) <= {200, 201} and not senders.unanswered, f"{statuses}, {len(senders.unanswered)} silent")
    taken = hold_each_once(program.file, crowd.answered + alone.answered)
    _hold_order(program, alone.answered)
    hold_sound(program.file)
    program.hold_no_complaints()
    ends = " and ".join(f"{connection.lasted:.0f} s" for connection in silent)
    return (
        f"{len(steps)} steps of 2 h and 10 years, {taken:,} reports, all there in order;"
        f" silent clients were ended after {ends}"
    )


def _post(crowd: Senders, alone: Senders, silent: list[Silent], seconds: float) -> None:
    """Post for a while, looking at the silent connections in between."""
    turns = 4
    for _ in range(turns):
        crowd.run(after(seconds / turns / 2))
        alone.run(after(seconds / turns / 2))
        for connection in silent:
            connection.look()


def _hold_order(program: Program, answers: list[Answered]) -> None:
    """Hold that what one sender posted one after another is listed in that order, whatever the clock said."""
    posted = [answer.name for answer in answers]
    listed = [one["text"] for one in program.json("message", "list", "General", "--limit", str(10**6))]
    hold([text for text in listed[::-1] if text.startswith("alone")] == posted, "messages are listed in another order")
    with looking(program.file) as rows:
        [[stepped]] = rows("SELECT MAX(received_at) - MIN(received_at) FROM messages")
    hold(stepped > 1_000_000 * YEARS_10, "the receiver did not notice the steps: the trial shows nothing")


TRIAL = Trial("clock", run, weakness="wall-clock")
