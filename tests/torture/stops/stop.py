"""stop: SIGTERM while many clients are busy. What was handled was answered, and nothing is left behind."""

from __future__ import annotations

import random
import threading

from tests.torture.ledger import hold_each_once, hold_sound, stored
from tests.torture.program import STOP_SECONDS, Program
from tests.torture.senders import Senders, numbered
from tests.torture.trial import Terms, Trial, hold


def run(terms: Terms) -> str:
    stops, clients, chance = terms.size(6, 100), terms.size(100, 300), terms.random()
    took = [_stop(terms, number, clients, chance) for number in range(stops)]
    answered = sum(count for count, _ in took)
    slowest = max(seconds for _, seconds in took)
    return (
        f"{stops} stops under {clients} busy clients, {answered:,} handled and as many answered;"
        f" nothing left; slowest {slowest:.1f} s"
    )


def _stop(terms: Terms, number: int, clients: int, chance: random.Random) -> tuple[int, float]:
    program = Program(terms, f"stop-{number}")
    with program.receiving() as receiver:
        senders = Senders(receiver.hook, clients, numbered(f"stop{number}"))
        seconds: list[float] = []
        stopping = threading.Timer(chance.uniform(0.2, 1.2), lambda: seconds.append(receiver.end()))
        stopping.start()
        senders.run(lambda: not receiver.alive())
        stopping.join()
        senders.finish(5.0)
    hold(bool(seconds), "SIGTERM did not end the receiver with exit code 0 in time")
    hold(seconds[0] < STOP_SECONDS, f"stop {number} took {seconds[0]:.1f} s")
    left = sorted(file.name for file in program.folder.glob("desk.db-*"))
    hold(not left, f"stop {number} left {left}")
    statuses = senders.statuses()
    hold(set(statuses) <= {200, 201, 503}, f"answers in stop {number}: {statuses}")
    taken = hold_each_once(program.file, senders.answered)
    hold(stored(program.file) == (taken, taken), f"{stored(program.file)} handled, {taken} answered")
    hold_sound(program.file)
    said = program.log.read_text("utf-8")
    hold("did not finish" not in said, f"stop {number} did not finish everything")
    program.hold_no_complaints()
    return taken, seconds[0]


TRIAL = Trial("stop", run, weakness="stop-at-once")
