"""Rates: how many deliveries a hook takes in a time, and when it takes the next."""

from __future__ import annotations

import math
import threading
from collections import defaultdict, deque
from collections.abc import Callable
from functools import lru_cache
from time import monotonic


class Rates:
    """Counts in memory: each receiver for itself, from zero when it starts. What is refused does not count.

    The window moves, so that a limit holds for every minute and not only from one full minute to the next, and the
    moment at which it lets the next one in is known. `clock` is in seconds, and one that nobody sets: by the time of
    day, a clock that was put right would let nobody in for an hour, or everybody.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._taken: dict[tuple[int, str], deque[float]] = defaultdict(deque)
        self._guard = threading.Lock()

    def wait(self, hook_id: int, limit: str) -> int | None:
        """None if the hook may take one more now, which then counts; else the seconds until it does."""
        most, seconds = _limit(limit)
        with self._guard:
            now, taken = self._clock(), self._taken[hook_id, limit]
            while taken and taken[0] < now - seconds:
                taken.popleft()
            if len(taken) < most:
                taken.append(now)
                return None
            return max(1, math.ceil(taken[0] + seconds - now))

    def forget(self, hook_id: int, limit: str) -> None:
        """Begin anew: the hook was changed, and what was counted was for what it was before."""
        with self._guard:
            self._taken.pop((hook_id, limit), None)


@lru_cache(maxsize=256)
def _limit(text: str) -> tuple[int, int]:
    """How many in how many seconds, such as "30/minute"."""
    import limits  # late: it imports asyncio and more, some 30 modules, and most hooks have no limit

    item = limits.parse(text)
    return item.amount, item.get_expiry()
