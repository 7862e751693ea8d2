"""A histogram: how many values came in each range. To count one costs little; who reads it pays the rest."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock


@dataclass(frozen=True, slots=True)
class Counted:
    """`numbers` are those up to each of the bounds that the one before does not hold, and last those above all."""

    bounds: Sequence[float]
    numbers: Sequence[int]
    sum: float


class Histogram:
    """Counts values, for all threads."""

    def __init__(self, bounds: Sequence[float]) -> None:
        self._bounds = tuple(bounds)
        self._numbers = [0] * (len(self._bounds) + 1)
        self._sum = 0.0
        self._guard = Lock()

    def add(self, value: float) -> None:
        at = bisect_left(self._bounds, value)
        with self._guard:
            self._numbers[at] += 1
            self._sum += value

    def read(self) -> Counted:
        """What was counted so far."""
        with self._guard:
            return Counted(self._bounds, tuple(self._numbers), self._sum)
