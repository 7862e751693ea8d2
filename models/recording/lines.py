"""Lines: the jobs that wait to be written, short ones apart from long ones, so that none waits for many long ones.

A text of a megabyte keeps the writer for some hundredths of a second, most of it for the index of its words; a short
one for a hundredth of that. Hooks need no turns here: each has only its share of the threads
(receiver/serving/workers.py), and so of the jobs that wait.
"""

from __future__ import annotations

from collections import deque
from itertools import chain

from models.recording.job import Job

# A transaction is kept short enough that the first of its jobs does not wait long for the last.
MOST_JOBS = 64
MOST_BYTES = 256 * 1024
LONG = 16 * 1024  # bytes


class Lines:
    """The lines take turns, each with as much as one transaction shall hold. For one thread at a time."""

    def __init__(self) -> None:
        self._short: deque[Job] = deque()
        self._long: deque[Job] = deque()
        self._after_long = True

    def __len__(self) -> int:
        return len(self._short) + len(self._long)

    def add(self, job: Job) -> None:
        self._of(job).append(job)

    def first(self) -> Job | None:
        """The job whose turn it is; None if none waits."""
        lines = (self._short, self._long) if self._after_long else (self._long, self._short)
        return next((line[0] for line in lines if line), None)

    def take(self, first: Job) -> list[Job]:
        """Take out a job that first() gave, with those behind it that share its transaction."""
        line = self._of(first)
        self._after_long = line is self._long
        taken, size = [line.popleft()], first.size
        while line and len(taken) < MOST_JOBS and size + line[0].size <= MOST_BYTES:
            size += line[0].size
            taken.append(line.popleft())
        return taken

    def remove(self, job: Job) -> bool:
        """Take a job out; False when it was taken already."""
        line = self._of(job)
        waits = job in line
        if waits:
            line.remove(job)
        return waits

    def clear(self) -> list[Job]:
        """Take out all that wait."""
        left = list(chain(self._short, self._long))
        self._short.clear()
        self._long.clear()
        return left

    def _of(self, job: Job) -> deque[Job]:
        return self._long if job.size > LONG else self._short
