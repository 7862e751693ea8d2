"""Commits: how many deliveries each of them stored, which shows how well they share."""

from __future__ import annotations

from collections.abc import Sequence

from models.histogram import Histogram
from models.recording.job import Job

SIZES = (1, 2, 4, 8, 16, 32, 64)


class Commits(Histogram):
    """The sizes of the commits of a recorder, whichever way it writes."""

    def __init__(self) -> None:
        super().__init__(SIZES)

    def count(self, jobs: Sequence[Job]) -> None:
        """Count the commit of these jobs. A probe stores no delivery, nor does a job that failed."""
        size = sum(job.received is not None and job.error is None for job in jobs)
        if size:
            self.add(size)
