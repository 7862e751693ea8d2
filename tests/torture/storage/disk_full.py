"""disk-full: the disk is full at the n-th write, then has space again. Senders hear 503 meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from tests.torture.ledger import hold_each_once, hold_sound
from tests.torture.program import Program, Running
from tests.torture.senders import Answered, Senders, numbered
from tests.torture.storage import shim
from tests.torture.trial import Terms, Trial, hold

CLIENTS = 4
REFUSALS = 5  # so many in a round show that the disk is full
PATIENCE = 20.0  # seconds
RECOVERY = 5.0  # seconds


def run(terms: Terms) -> str:
    rounds = range(1, 501) if terms.full else sorted(terms.random().sample(range(1, 501), 15))
    library = shim.build(terms.folder)
    space = shim.Number(terms.folder / "space", -1)
    program = Program(terms)
    behind = shim.environ(library, folder=program.folder, full=space.path)
    with program.receiving(behind) as receiver:
        senders = Senders(receiver.hook, CLIENTS, numbered(f"full{terms.seed}"))
        slowest = max(_fill_up(receiver, senders, space, writes) for writes in rounds)
        senders.finish(10.0)
        receiver.end()
    statuses = senders.statuses()
    hold(set(statuses) <= {200, 201, 503} and not senders.unanswered, f"{statuses}, {len(senders.unanswered)} silent")
    hold_sound(program.file)
    taken = hold_each_once(program.file, senders.answered)
    program.hold_no_complaints()
    return (
        f"{len(rounds)} times full, {statuses[503]:,} x 503 with Retry-After, {taken:,} taken and all there;"
        f" slowest recovery {slowest:.1f} s"
    )


def _fill_up(receiver: Running, senders: Senders, space: shim.Number, writes: int) -> float:
    """Let the disk take so many more writes, then any; the seconds until reports were taken again."""
    answered = senders.answered
    before = len(answered)
    space.set(writes)
    _post_until(senders, lambda: sum(answer.status == 503 for answer in answered[before:]) >= REFUSALS)
    hold(receiver.alive(), f"the receiver died after write {writes}")
    refused = [answer for answer in answered[before:] if answer.status == 503]
    hold(len(refused) >= REFUSALS, f"full after write {writes}, and not refused: {senders.statuses()}")
    hold(all(_says_when(answer) for answer in refused), f"a 503 without Retry-After: {refused[0].head!r}")
    now = len(answered)
    space.set(-1)
    began = monotonic()
    _post_until(senders, lambda: any(answer.taken for answer in answered[now:]))
    took = monotonic() - began
    hold(took < RECOVERY, f"space again after write {writes}, and nothing taken for {took:.1f} s")
    return took


def _post_until(senders: Senders, holds: Callable[[], bool]) -> None:
    until = monotonic() + PATIENCE
    senders.run(lambda: holds() or monotonic() > until)


def _says_when(answer: Answered) -> bool:
    return b"\r\nretry-after: " in answer.head.lower()


TRIAL = Trial("disk-full", run, weakness="blame-the-bug")
