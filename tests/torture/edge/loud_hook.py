"""loud-hook: one hook gets bodies of a mebibyte of unique words over eight connections; others stay quick."""

from __future__ import annotations

import json
import random
import threading
from http.client import HTTPConnection
from time import monotonic

from tests.torture.edge.crowd import address_of, beside, hold_all_taken, p99
from tests.torture.ledger import hold_sound
from tests.torture.program import Program, Running, path_of
from tests.torture.trial import Terms, Trial, hold

LOUD = 8
MOST_SECONDS = 0.25
# The checks run on machines that do other things meanwhile.
MOST_IN_CHECKS = 0.5


class Shouts(threading.Thread):
    """A connection that posts one large body after the other."""

    def __init__(self, receiver: Running, path: str, chance: random.Random) -> None:
        super().__init__(name="loud")
        self._address, self._path, self._chance = address_of(receiver), path, chance
        self.ended = threading.Event()
        self.statuses = list[int]()

    def run(self) -> None:
        bodies = [large_body(self._chance) for _ in range(3)]
        connection = HTTPConnection(*self._address, timeout=60)
        while not self.ended.is_set():
            connection.request("POST", self._path, bodies[len(self.statuses) % 3])
            answer = connection.getresponse()
            answer.read()
            self.statuses.append(answer.status)
        connection.close()


def large_body(chance: random.Random) -> bytes:
    words = " ".join(f"{chance.getrandbits(48):x}" for _ in range(80_000))
    return json.dumps({"text": words[:1_000_000]}).encode()


def _took(receiver: Running, path: str, chance: random.Random) -> float:
    """How many seconds a large post takes when nothing else is there: the quickest of three."""
    took = []
    for _ in range(3):
        connection, body = HTTPConnection(*address_of(receiver), timeout=60), large_body(chance)
        began = monotonic()
        connection.request("POST", path, body)
        hold(connection.getresponse().status == 200, "a large post is not taken")
        took.append(monotonic() - began)
        connection.close()
    return min(took)


def run(terms: Terms) -> str:
    seconds, most = terms.size(6.0, 60.0), terms.size(MOST_IN_CHECKS, MOST_SECONDS)
    program = Program(terms)
    chance = terms.random()
    with program.receiving() as receiver:
        loud = path_of(program.hook(receiver, "Loud"))
        alone = beside(receiver, lambda: threading.Event().wait(1.0))
        large = _took(receiver, loud, chance)
        shouts = [Shouts(receiver, loud, random.Random(chance.random())) for _ in range(LOUD)]
        for each in shouts:
            each.start()
        try:
            posts = beside(receiver, lambda: threading.Event().wait(seconds))
        finally:
            for each in shouts:
                each.ended.set()
            for each in shouts:
                each.join()
        hold(receiver.alive(), "the receiver died")
        receiver.end()
    hold_all_taken(posts)
    statuses = [status for each in shouts for status in each.statuses]
    hold(set(statuses) == {200}, f"the loud hook got {set(statuses)}")
    slow, before = p99(posts), p99(alone)
    # On a machine that others keep busy, one large post may take as long by itself.
    hold(slow < max(most, 3 * large + before), f"p99 was {slow * 1000:.0f} ms, {before * 1000:.0f} before")
    program.hold_no_complaints()
    hold_sound(program.file)
    return (
        f"{len(posts)} small posts beside {len(statuses)} of 1 MB over {LOUD} connections of another hook:"
        f" p99 {slow * 1000:.0f} ms, {before * 1000:.0f} before; a large one alone took {large * 1000:.0f} ms"
    )


TRIAL = Trial("loud-hook", run, weakness="no-shares")
