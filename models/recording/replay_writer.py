"""How a replay is stored: as a delivery, in a transaction of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from models.database import execute, is_shared, read_value, writing
from models.deliveries.deliveries import Answer, Received
from models.deliveries.unmended import IS_WAITING
from models.messages import activity
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
    " AND mended_by IS NULL AND (outcome = 'rejected' OR (? AND (format = '' OR fell_back IS NOT NULL)))"
)
NO_MESSAGE = "UPDATE deliveries SET message_id = NULL WHERE id = ?"


class Mended(Problem):
    """A delivery was mended meanwhile, by somebody else."""


class Replay:
    """Stores what became of one replay, as the recorder does with a post, but now and on this thread.

    `delivery` is the id of what was stored, `outcomes` what its reports did, `problem` why nothing was stored. With
    `once` nothing is, if the original has been mended. `instead_of` is the message of the original, which goes when the
    replay is accepted.
    """

    def __init__(self, *, once: bool = False, instead_of: int | None = None) -> None:
        self.delivery: int | None = None
        self.outcomes: Sequence[Outcome] = ()
        self.problem: Problem | None = None
        self._once = once
        self._instead_of = instead_of

    def record(
        self, received: Received, reports: Sequence[Report], answer: Callable[[Sequence[Outcome]], Answer]
    ) -> Answer:
        """Store reports, their delivery and its answer, and mark what is mended by it.

        Raises Problem, with nothing stored, and HookChanged as the recorder does.
        """

        def heard(outcomes: Sequence[Outcome]) -> Answer:
            self.outcomes = outcomes
            return answer(outcomes)

        made = self._write(of_reports(received, reports, heard), received)
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
                    execute(MEND, (received.replay_of, self.delivery, is_read(received)))
                    self._replace(received)
        except Problem as problem:
            self.delivery, self.problem = None, problem
            raise
        tell_everywhere([job])
        return job.answer

    def _replace(self, received: Received) -> None:
        if self._instead_of is not None:
            activity.take_out(self._instead_of)
            execute(NO_MESSAGE, (received.replay_of,))


def is_read(received: Received) -> bool:
    """Whether all of it was read as it is meant: by a format, or as Hookdesk's own."""
    return received.format != "" and received.fell_back is None
