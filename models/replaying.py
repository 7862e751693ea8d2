"""Replaying: what can be replayed, and how a replay is stored: as a delivery, in a transaction of its own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Any

from models.database import connection, execute, is_shared, writing
from models.deliveries import Answer, Received
from models.job import Job, of_refusal, of_report, tell_everywhere, write
from models.problems import Problem
from models.report import Outcome, Report

# Refused for what the sender is, not for what it wrote: to accept these is to trust somebody.
DOUBTFUL_SENDERS = ("cross_origin", "misdirected_request", "sender_not_allowed", "wrong_secret")

# What a hook rejected and nobody mended. Of a delivery that was replayed in vain only the first counts.
WAITING = (
    " FROM deliveries WHERE hook_id = ? AND outcome = 'rejected' AND mended_by IS NULL AND replay_of IS NULL"
    " AND size > 0 AND LENGTH(body) = size AND id <= ?"
)
IS_WAITING = "SELECT 1 FROM deliveries WHERE id = ? AND mended_by IS NULL"
# It is the last that was stored: found from the end, not among all of its hook. A server would look there all the same,
# but knows the last id that this transaction was given.
NEW_ID = "SELECT id FROM deliveries NOT INDEXED WHERE hook_id = ? AND replay_of = ? ORDER BY id DESC LIMIT 1"
NEW_ID_ON_SERVER = "SELECT id FROM deliveries WHERE id = CURRVAL('deliveries_id_seq') AND hook_id = ? AND replay_of = ?"
MEND = (
    "WITH RECURSIVE line (id, replay_of) AS (SELECT id, replay_of FROM deliveries WHERE id = ?"
    " UNION SELECT earlier.id, earlier.replay_of FROM deliveries AS earlier JOIN line ON earlier.id = line.replay_of)"
    " UPDATE deliveries SET mended_by = ? WHERE id IN (SELECT id FROM line)"
    " AND outcome = 'rejected' AND mended_by IS NULL"
)
_SLICE = 100


class Mended(Problem):
    """A delivery was mended meanwhile, by somebody else."""


class Replay:
    """Stores what became of one replay, as the recorder does with a post, but now and on this thread.

    `delivery` is the id of what was stored, `problem` why nothing was. With `once` nothing is, if the original has
    been mended.
    """

    def __init__(self, *, once: bool = False) -> None:
        self.delivery: int | None = None
        self.problem: Problem | None = None
        self._once = once

    def record(self, received: Received, report: Report, answer: Callable[[Outcome], Answer]) -> Answer:
        """Store a report, its delivery and its answer, and mark what is mended by it.

        Raises Problem, with nothing stored, and HookChanged as the recorder does.
        """
        made = self._write(of_report(received, report, answer), received)
        assert made is not None
        return made

    def refuse(self, received: Received, answer: Answer) -> None:
        """Store a replay that was refused. Raises as record() does."""
        self._write(of_refusal(received, answer), received)

    def _write(self, job: Job, received: Received) -> Answer | None:
        try:
            with writing():
                if self._once and not execute(IS_WAITING, (received.replay_of,)):
                    raise Mended("This delivery was mended meanwhile.", "There is nothing left to do.")
                write([job])
                if job.error is not None:
                    raise job.error
                new_id = NEW_ID_ON_SERVER if is_shared() else NEW_ID
                self.delivery = execute(new_id, (received.hook_id, received.replay_of))[0][0]
                if job.answer is not None:
                    execute(MEND, (received.replay_of, self.delivery))
        except Problem as problem:
            self.delivery, self.problem = None, problem
            raise
        tell_everywhere([job])
        return job.answer


def rejected(hook_id: int, newest: int) -> dict[str, int]:
    """How many of a hook's deliveries up to the delivery `newest` wait to be mended, by the code of their refusal."""
    with connection():
        return dict(execute(f"SELECT code, COUNT(*){WAITING} GROUP BY code ORDER BY COUNT(*) DESC", (hook_id, newest)))


def waiting(hook_id: int, newest: int, codes: Collection[str]) -> Iterator[int]:
    """The ids of those with one of these codes, oldest first, read a few at a time."""
    if not codes:
        return
    marks, last = ", ".join("?" * len(codes)), 0
    text = f"SELECT id{WAITING} AND code IN ({marks}) AND id > ? ORDER BY id LIMIT {_SLICE}"
    while True:
        params: tuple[Any, ...] = (hook_id, newest, *codes, last)
        with connection():
            rows = execute(text, params)
        yield from (row[0] for row in rows)
        if len(rows) < _SLICE:
            return
        last = rows[-1][0]


def is_waiting(delivery_id: int) -> bool:
    """Whether a delivery is still there and nobody mended it."""
    with connection():
        return bool(execute(IS_WAITING, (delivery_id,)))
