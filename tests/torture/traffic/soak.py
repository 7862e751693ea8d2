"""soak: posts at a steady pace for long. Memory, descriptors and threads stay what they were."""

from __future__ import annotations

from tests.torture.ledger import hold_each_once, stored
from tests.torture.program import Program, Running
from tests.torture.senders import Senders, after, numbered, percentile
from tests.torture.trial import Terms, Trial, hold

CLIENTS = 20
PACE = 50.0  # posts a second
GROWTH = 20 << 20  # bytes
LOOKS = 30
HOUSEKEEPING = 13.0  # seconds, until the receiver has looked after its database for the first time


def run(terms: Terms) -> str:
    seconds = terms.size(15.0, 1800.0)
    program = Program(terms)
    with program.receiving() as receiver:
        senders = Senders(receiver.hook, CLIENTS, numbered(f"soak{terms.seed}"))
        senders.run(after(2.0))  # all that it can take, so that every thread has opened what it needs
        senders.pace = PACE
        senders.run(after(HOUSEKEEPING))
        start = _look(receiver)
        memory = [start[0]]
        for _ in range(LOOKS):
            senders.run(after(seconds / LOOKS))
            memory.append(receiver.memory())
        end = _look(receiver)
        senders.finish(10.0)
        receiver.end()
    statuses = senders.statuses()
    hold(set(statuses) <= {200, 201} and not senders.unanswered, f"{statuses}, {len(senders.unanswered)} silent")
    posts = hold_each_once(program.file, senders.answered)
    hold(stored(program.file) == (posts, posts), f"{posts} answered, {stored(program.file)} stored")
    grown = max(memory) - start[0]
    hold(grown < GROWTH, f"memory grew by {grown / 1e6:.0f} MB")
    grew = end[1] > start[1] or end[2] > start[2]
    hold(not grew, f"threads and descriptors were {start[1:]} and are {end[1:]}")
    program.hold_no_complaints()
    p99 = percentile(senders.answered, 0.99)
    return (
        f"{posts:,} posts, at {PACE:.0f}/s for {seconds:.0f} s, all stored once; memory at most {grown / 1e6:+.1f} MB,"
        f" {end[1]} threads, {end[2]} descriptors, before {start[1]} and {start[2]}; p99 {p99 * 1000:.0f} ms"
    )


def _look(receiver: Running) -> tuple[int, int, int]:
    return receiver.memory(), receiver.threads(), receiver.descriptors()


TRIAL = Trial("soak", run, weakness="leak")
