"""The intake: a delivery that was let in, parsed, recorded and answered; a replay goes the same way as a post."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from time import perf_counter
from typing import Protocol

from models.deliveries.deliveries import Answer, Received
from models.files.uploads import NotKept
from models.problems import Problem
from models.recording.job import HookChanged
from models.report import Outcome, Report
from models.settings.log_lines import fields
from receiver import answers, format_answers
from receiver.answers import Refused
from receiver.intake import reading

logger = logging.getLogger(__name__)


class Writer(Protocol):
    """Stores deliveries: the recorder does, and a replay for itself."""

    def record(
        self, received: Received, reports: Sequence[Report], answer: Callable[[Sequence[Outcome]], Answer]
    ) -> Answer: ...

    def refuse(self, received: Received, answer: Answer) -> None: ...


class Intake:
    """Takes deliveries to a writer that is ready. Whatever becomes of one, it is kept, answered and logged."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    def take(self, received: Received, content_type: str, coding: str) -> Answer:
        """Parse and record what was reported; the answer when it is on disk. `coding` is the body's Content-Encoding.

        Raises HookChanged, with nothing stored, when the hook is not any more what it was when it was looked up.
        """
        try:
            received, found = reading.read(received, content_type, coding)
            answer = self._writer.record(received, found.reports, format_answers.of(found, received.answers))
        except HookChanged:
            raise
        except Refused as refusal:
            return self.refuse(reading.refused(received), answers.refused(refusal))
        except (Problem, NotKept) as problem:
            logger.warning("A delivery was not taken: %s", getattr(problem, "title", problem))
            answer = answers.unavailable()  # what cannot be stored can also not be kept as refused
        except Exception:
            logger.exception("A delivery failed: channel %d, hook %d.", received.channel_id, received.hook_id)
            return self.refuse(received, answers.bug())
        _log(received, answer)
        return answer

    def refuse(self, received: Received, answer: Answer) -> Answer:
        """Keep a refused delivery, if that can be done at the moment; the sender hears of it in any case.

        Raises HookChanged as take() does.
        """
        try:
            self._writer.refuse(received, answer)
        except HookChanged:
            raise
        except Problem as problem:
            logger.warning("A refused delivery was not kept: %s", problem.title)
        except Exception:
            logger.exception("A refused delivery was not kept: hook %d.", received.hook_id)
        _log(received, answer)
        return answer


def _log(received: Received, answer: Answer) -> None:
    """One line a delivery, by numbers: the hook's URL is a secret."""
    milliseconds = (perf_counter() - received.started) * 1000
    logger.info(
        "%s %d in %.1f ms, channel %d, hook %d",
        answer.code or answer.outcome, answer.status, milliseconds, received.channel_id, received.hook_id,
        extra=fields(
            outcome=answer.outcome, code=answer.code, status=answer.status, milliseconds=round(milliseconds, 1),
            channel=received.channel_id, hook=received.hook_id,
        ),
    )  # fmt: skip
