"""kill: kill -9 at any moment under load, again and again. What was answered is there, once."""

from __future__ import annotations

import random
import threading

from tests.torture.ledger import hold_each_once, hold_sound
from tests.torture.program import Program
from tests.torture.senders import Answered, Senders, numbered
from tests.torture.trial import Terms, Trial, hold

CLIENTS = 16
KILLS_A_DATABASE = 50  # what is in it is counted after each kill, so it must not grow for ever
START_SECONDS = 3.0
LONGEST_LIFE = 0.5  # seconds


def run(terms: Terms) -> str:
    kills, chance = terms.size(12, 1000), terms.random()
    answered, slowest = 0, 0.0
    for first in range(0, kills, KILLS_A_DATABASE):
        rounds = min(KILLS_A_DATABASE, kills - first)
        more, start = _on_one_database(terms, first, rounds, chance)
        answered, slowest = answered + more, max(slowest, start)
    hold(answered > kills, f"only {answered} reports were answered before {kills} kills")
    return f"{kills:,} kills, {answered:,} answered reports, each once; integrity ok; slowest start {slowest:.1f} s"


def _on_one_database(terms: Terms, first: int, rounds: int, chance: random.Random) -> tuple[int, float]:
    program = Program(terms, f"from-{first}")
    answered: list[Answered] = []
    slowest = 0.0
    for number in range(rounds):
        with program.receiving() as receiver:
            hold(receiver.took < START_SECONDS, f"start {first + number} took {receiver.took:.1f} s")
            slowest = max(slowest, receiver.took)
            senders = Senders(receiver.hook, CLIENTS, numbered(f"kill{first + number}"))
            death = threading.Timer(chance.uniform(0.02, LONGEST_LIFE), receiver.process.kill)
            death.start()
            senders.run(lambda: not receiver.alive())
            death.join()
            senders.finish(5.0)
        answered += senders.answered
        statuses = senders.statuses()
        hold(set(statuses) <= {200, 201}, f"other answers than 200 and 201: {statuses}")
        hold_sound(program.file)
        hold_each_once(program.file, answered)
    program.hold_no_complaints()
    return len(answered), slowest


TRIAL = Trial("kill", run, weakness="answer-before-commit")
