"""locked: another process holds the write lock. Senders are told to wait before they give up, and then taken again."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

from tests.torture.ledger import hold_each_once, hold_sound
from tests.torture.program import Program
from tests.torture.senders import Senders, after, numbered
from tests.torture.trial import Terms, Trial, hold

CLIENTS = 8
ANSWER_SECONDS = 10.0
RECOVERY = 1.0  # seconds

HOLDER = """
import apsw, sys
database = apsw.Connection(sys.argv[1])
database.set_busy_timeout(20_000)
database.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""


def run(terms: Terms) -> str:
    seconds = terms.size(11.0, 30.0)
    program = Program(terms)
    with program.receiving() as receiver:
        senders = Senders(receiver.hook, CLIENTS, numbered(f"locked{terms.seed}"))
        senders.run(after(0.5))
        with lock_held(program.file):
            began = monotonic()
            senders.run(after(seconds))
        released = monotonic()
        senders.run(lambda: any(one.taken and one.at > released for one in senders.answered) or _late(released))
        recovered = monotonic() - released
        senders.run(after(0.2))
        senders.finish(12.0)
        receiver.end()
    hold(recovered < RECOVERY, f"the lock was released, and nothing taken for {recovered:.1f} s")
    statuses = senders.statuses()
    hold(set(statuses) == {200, 201, 503} and not senders.unanswered, f"{statuses}, {len(senders.unanswered)} silent")
    refused = [answer for answer in senders.answered if answer.status == 503]
    hold(all(b"\r\nretry-after: " in answer.head.lower() for answer in refused), "a 503 without Retry-After")
    slowest = max(answer.took for answer in refused)
    hold(slowest < ANSWER_SECONDS, f"a 503 took {slowest:.1f} s")
    early = [answer for answer in senders.taken() if began + 1.0 < answer.at < released - 0.1]
    hold(not early, f"{len(early)} reports were taken while the lock was held")
    hold_sound(program.file)
    taken = hold_each_once(program.file, senders.answered)
    program.hold_no_complaints()
    return (
        f"locked for {seconds:.0f} s: {len(refused)} x 503 within {slowest:.1f} s, recovered in {recovered:.2f} s;"
        f" {taken:,} taken and all there"
    )


@contextmanager
def lock_held(database: Path) -> Iterator[None]:
    """Have another process begin to write and not go on, until the block ends."""
    command = [sys.executable, "-c", HOLDER, str(database)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        hold(holder.stdout.readline() == b"held\n", "the lock was not to be had")
        yield
        holder.kill()


def _late(since: float) -> bool:
    return monotonic() - since > 20 * RECOVERY


TRIAL = Trial("locked", run, weakness="wait-for-ever")
