"""load: all that many clients can send. What is answered is stored, quickly, and memory does not grow."""

from __future__ import annotations

from time import monotonic

from tests.torture.ledger import hold_each_once, hold_sound, stored
from tests.torture.program import Program, Running
from tests.torture.senders import Senders, numbered, percentile
from tests.torture.trial import Terms, Trial, hold

P99_SECONDS = 0.5
GROWTH = 20 << 20  # bytes


def run(terms: Terms) -> str:
    posts, clients = terms.size(3_000, 100_000), terms.size(50, 300)
    program = Program(terms)
    with program.receiving() as receiver:
        senders = Senders(receiver.hook, clients, numbered(f"load{terms.seed}"))
        grown, seconds = _send(senders, receiver, posts)
        receiver.end()
    statuses = senders.statuses()
    hold(len(senders.answered) == posts, f"{len(senders.answered)} of {posts} were answered: {statuses}")
    hold(set(statuses) <= {200, 201}, f"other answers than 200 and 201: {statuses}")
    hold_each_once(program.file, senders.answered)
    hold(stored(program.file) == (posts, posts), f"{posts} answered, {stored(program.file)} stored")
    hold_sound(program.file)
    program.hold_no_complaints()
    p99 = percentile(senders.answered, 0.99)
    hold(p99 < P99_SECONDS, f"p99 was {p99 * 1000:.0f} ms")
    hold(grown < GROWTH, f"memory grew by {grown / 1e6:.0f} MB")
    rate = posts / seconds
    return (
        f"{posts:,} posts from {clients} clients, {rate:,.0f}/s, all stored once;"
        f" p99 {p99 * 1000:.0f} ms; memory {grown / 1e6:+.1f} MB"
    )


def _send(senders: Senders, receiver: Running, posts: int) -> tuple[int, float]:
    """How many bytes the receiver grew after its first tenth, and the seconds of all of it."""
    began = monotonic()
    senders.run(lambda: not receiver.alive(), most=posts // 10)
    before = receiver.memory()
    senders.run(lambda: not receiver.alive(), most=posts)
    senders.finish(30.0)
    return receiver.memory() - before, monotonic() - began


TRIAL = Trial("load", run, weakness="forget-some")
