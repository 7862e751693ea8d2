"""Answer counts: how many requests to hooks got which answer, and how fast, since the receiver started."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Lock

from models.deliveries.deliveries import REJECTED, Answer
from models.histogram import Histogram
from receiver.codes import CODES, OUTCOMES

# An outcome, with the code of the refusal where that is "rejected".
Kind = tuple[str, str | None]

KINDS: tuple[Kind, ...] = (
    *((outcome, None) for outcome in OUTCOMES),
    *((REJECTED, name) for name, code in CODES.items() if code.of_hook),
)
# From less than a commit takes to the longest that a request waits for one.
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class AnswerCounts:
    """Counts answers, for all threads; what never occurred counts as zero. `seconds` counts how long they took."""

    def __init__(self) -> None:
        self.seconds = Histogram(SECONDS)
        self._guard = Lock()
        self._numbers = dict.fromkeys(KINDS, 0)
        self._probes = 0

    def add(self, answer: Answer, seconds: float) -> None:
        """Count the answer to a delivery, and how long it took."""
        kind = answer.outcome, answer.code
        with self._guard:
            self._numbers[kind] = self._numbers.get(kind, 0) + 1
        self.seconds.add(seconds)

    def add_probe(self) -> None:
        """Count a request that only asked whether a hook is there."""
        with self._guard:
            self._probes += 1

    def numbers(self) -> Mapping[Kind, int]:
        """How many deliveries got each kind of answer."""
        with self._guard:
            return dict(self._numbers)

    def probes(self) -> int:
        """How many requests only asked whether a hook is there."""
        with self._guard:
            return self._probes
