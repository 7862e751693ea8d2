"""How a replay is stored: as a delivery, in a transaction of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from models.database import execute, is_shared, read_value, writing
from models.deliveries.deliveries import Answer, Received
from models.deliveries.unmended import IS_WAITING
from models.problems import Problem
from models.recording.job import Job, of_refusal, of_reports, tell_everywhere, write
from models.report import Outcome, Report

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

    def record(
        self, received: Received, reports: Sequence[Report], answer: Callable[[Sequence[Outcome]], Answer]
    ) -> Answer:
        """Store reports, their delivery and its answer, and mark what is mended by it.

        Raises Problem, with nothing stored, and HookChanged as the recorder does.
        """
        made = self._write(of_reports(received, reports, answer), received)
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
                self.delivery = read_value(new_id, (received.hook_id, received.replay_of))
                if job.answer is not None:
                    execute(MEND, (received.replay_of, self.delivery))
        except Problem as problem:
            self.delivery, self.problem = None, problem
            raise
        tell_everywhere([job])
        return job.answer
