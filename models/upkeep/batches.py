"""Work on many rows in batches, so small and so far apart that no post waits for them."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter, sleep

from models.database import writing

# A batch holds the write lock for about so many seconds, and then leaves it to others for so many times as long.
# So it does no harm either when several processes do the same work on one database at a time.
HOLD = 0.004
REST = 8
LONGEST_REST = 0.5
SMALLEST, FIRST, LARGEST = 4, 16, 2048


def in_batches(
    work: Callable[[int], int], keep_going: Callable[[], bool], most: int | None = None, *, beside: bool = False
) -> int:
    """Call `work` in write transactions until there is no more of it; how many rows it took.

    `work` gets the number of rows that it may take and returns how many it took; fewer are the last ones. `most` is how
    many may be taken in all; `keep_going` is asked before each batch. `beside`: see writing().
    """
    size, done = FIRST, 0
    while keep_going():
        asked = size if most is None else min(size, most - done)
        with writing(beside=beside):
            began = perf_counter()
            taken = work(asked)
        took = perf_counter() - began
        done += taken
        if taken < size:
            break
        # Down more slowly than up: a busy machine makes any batch long, and half of a small one is its commit.
        size = min(LARGEST, size * 2) if took < HOLD / 2 else max(SMALLEST, size * 3 // 4) if took > HOLD else size
        sleep(min(took * REST, LONGEST_REST))
    return done
