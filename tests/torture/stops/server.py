"""server: PostgreSQL is ended, in order and by a crash in turn, under two busy receivers, and started again.

The clients do what good senders do: a report that was refused for now is sent again until it is taken. What was
taken last before a restart is sent once more after it, as by a sender that has not heard the answer.
"""

from __future__ import annotations

import json
import signal
import threading
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from time import monotonic

from development.postgres_server import PostgresServer, binaries, running
from tests.end_to_end.station import at
from tests.postgres import blank_on
from tests.torture.ledger import hold_each_once, looking
from tests.torture.program import Program
from tests.torture.senders import Answered, Report, Senders
from tests.torture.trial import Terms, Trial, Untried, hold

RECEIVERS = 2
CLIENTS = 8  # of each receiver
PACE = 100.0  # posts a second to each receiver, also while it refuses them
BETWEEN = 40  # reports that each receiver takes before the next restart
BACK_SECONDS = 10.0
PATIENCE = 60.0
STOPS = (signal.SIGINT, signal.SIGQUIT)  # in order, and as a crash


class Crowd:
    """The clients of one receiver, on a thread of their own."""

    def __init__(self, hook: str, name: str) -> None:
        self._senders = Senders(hook, CLIENTS, self._reports(name), pace=PACE, heard=self._hear)
        self._taken = self._refused = 0
        self._again = deque[str]()
        self._news = threading.Condition()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run)

    @property
    def answers(self) -> Sequence[Answered]:
        return self._senders.answered

    @contextmanager
    def posting(self) -> Iterator[None]:
        """Have the clients post while the block lasts, and hear every answer to what they have sent."""
        self._thread.start()
        try:
            yield
        finally:
            self._stopping.set()
            self._thread.join()

    def take(self, count: int, seconds: float) -> bool:
        """Whether so many reports more are taken within some seconds."""
        with self._news:
            enough = self._taken + count
            return self._news.wait_for(lambda: self._taken >= enough, seconds)

    def refuse(self, count: int, seconds: float) -> bool:
        """Whether so many reports more are put off within some seconds."""
        with self._news:
            enough = self._refused + count
            return self._news.wait_for(lambda: self._refused >= enough, seconds)

    def repeat_last(self) -> None:
        """Send once more what was taken last, a report for each client."""
        self._again.extend([answer.name for answer in self.answers if answer.taken][-CLIENTS:])

    def hold_all_answered(self) -> None:
        left = self._senders.unanswered
        hold(not left, f"{len(left)} reports were answered by hanging up, such as {sorted(left)[:3]}")
        hold(not self._again, f"{len(self._again)} reports were refused to the end")

    def _run(self) -> None:
        self._senders.run(self._stopping.is_set)
        self._senders.finish(PATIENCE)

    def _reports(self, name: str) -> Iterator[tuple[str, Report]]:
        number = 0
        while True:
            if self._again:
                report = self._again.popleft()
            else:
                report = f"{name}-{number}"
                number += 1
            yield report, {"id": report, "text": report}

    def _hear(self, answer: Answered) -> None:
        if answer.status == 503:
            self._again.append(answer.name)
        with self._news:
            self._taken += answer.taken
            self._refused += answer.status == 503
            self._news.notify()


def run(terms: Terms) -> str:
    if binaries() is None:
        raise Untried("there is no PostgreSQL server here")
    restarts = terms.size(4, 100)
    with running() as server:
        program = Program(terms, url=blank_on(server.url))
        crowds, slowest = _restart(server, program, restarts)
        answers = [answer for crowd in crowds for answer in crowd.answers]
        for crowd in crowds:
            crowd.hold_all_answered()
        hold_answers(answers, restarts)
        hold_stored(program, answers)
    program.hold_no_complaints()
    statuses = Counter(answer.status for answer in answers)
    told = ", ".join(f"{count:,} x {status}" for status, count in sorted(statuses.items()))
    return (
        f"{restarts} restarts, every second one a crash; every report there once ({told}); slowest back {slowest:.1f} s"
    )


def _restart(server: PostgresServer, program: Program, restarts: int) -> tuple[list[Crowd], float]:
    """The crowds of two receivers on it, which have stopped; the seconds until both took reports again, at most."""
    slowest = 0.0
    with ExitStack() as opened:
        receivers = [opened.enter_context(program.receiving()) for _ in range(RECEIVERS)]
        hooks = [at(receiver, receivers[0].hook) for receiver in receivers]
        crowds = [Crowd(hook, f"crowd{number}") for number, hook in enumerate(hooks)]
        with ExitStack() as posting:
            for crowd in crowds:
                posting.enter_context(crowd.posting())
            for number in range(restarts):
                hold(all(crowd.take(BETWEEN, PATIENCE) for crowd in crowds), f"{number} restarts, then all was refused")
                server.restart(STOPS[number % len(STOPS)])
                began = monotonic()
                for crowd in crowds:
                    crowd.repeat_last()
                back = all(crowd.take(1, BACK_SECONDS) for crowd in crowds)
                hold(back, f"a receiver took nothing for {BACK_SECONDS:.0f} s after restart {number}")
                slowest = max(slowest, monotonic() - began)
            hold(all(crowd.take(BETWEEN, PATIENCE) for crowd in crowds), "after the last restart all was refused")
        for receiver in receivers:
            receiver.end()
    return crowds, slowest


def hold_answers(answers: Sequence[Answered], least: int) -> None:
    """Hold that answers say that a report was taken, now or before, or, `least` times, that it is to be sent again."""
    others = {answer.status for answer in answers} - {201, 208, 503}
    hold(not others, f"answers with {sorted(others)}")
    refused = [answer for answer in answers if answer.status == 503]
    hold(len(refused) >= least, f"only {len(refused)} x 503")
    rude = [answer for answer in refused if b"\r\nretry-after: " not in answer.head.lower()]
    hold(not rude, f"{len(rude)} x 503 without Retry-After")


def hold_stored(program: Program, answers: Sequence[Answered]) -> None:
    """Hold that every report is there once, in a case of its own that all its answers named, and nothing else."""
    hold_each_once(program.database, answers)
    named = {(answer.name, json.loads(answer.body)["case"]) for answer in answers if answer.taken}
    with looking(program.database) as rows:
        found = rows(
            "SELECT messages.text, cases.number FROM messages LEFT JOIN cases ON cases.id = messages.case_id"
            " ORDER BY cases.number"
        )
    different = sorted(named.symmetric_difference(found), key=str)
    hold(not different, f"{len(different)} reports are not in the case that was answered, such as {different[:3]}")
    hold([row[1] for row in found] == list(range(1, len(found) + 1)), "the cases are not numbered one by one")


TRIAL = Trial("server", run, weakness="commit-unsynced")
