"""Rates: how many deliveries a hook takes in a time, and when it takes the next."""

from __future__ import annotations

import math
import threading
import time
from functools import lru_cache

import limits
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter


class Rates:
    """Counts in memory: each receiver for itself, from zero when it starts. What is refused does not count.

    The window moves, so that a limit holds for every minute and not only from one full minute to the next, and the
    moment at which it lets the next one in is known.
    """

    def __init__(self) -> None:
        self._windows = MovingWindowRateLimiter(MemoryStorage())
        # Two that ask the library at once start its timer twice, which is a RuntimeError; and it takes its own locks
        # away while others wait for them.
        self._guard = threading.Lock()

    def wait(self, hook_id: int, limit: str) -> int | None:
        """None if the hook may take one more now, which then counts; else the seconds until it does."""
        item, key = _item(limit), str(hook_id)
        with self._guard:
            if self._windows.hit(item, key):
                return None
            reset = self._windows.get_window_stats(item, key).reset_time
        return max(1, math.ceil(reset - time.time()))

    def forget(self, hook_id: int, limit: str) -> None:
        """Begin anew: the hook was changed, and what was counted was for what it was before."""
        with self._guard:
            self._windows.clear(_item(limit), str(hook_id))


@lru_cache(maxsize=256)
def _item(limit: str) -> limits.RateLimitItem:
    return limits.parse(limit)
