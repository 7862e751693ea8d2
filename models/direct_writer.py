"""Jobs on a database that lets several writers in: each in a transaction of its own, on the thread that asks.

Reports of one channel are written one after another, by a lock on its row; those of different channels, and of
different receivers, at the same time. A report that reaches into other channels or makes two cases one is rare: it
is written again from its start, while nobody else writes.

A connection that is lost while it commits leaves it open whether the report is stored. Its sender is told that it is
not (503) and repeats it: with an id it is then already reported if it was; without one it may be there twice, as
after any answer that got lost on its way.
"""

from __future__ import annotations

import threading
from time import monotonic

from models.database import writing
from models.database_errors import explain, may_work_again
from models.job import Job, channels_of, tell, write
from models.notices import Sender
from models.recording import NotAlone


class DirectWriter:
    """Writes jobs on the threads that ask for it, and tells other processes of them; `in_hand` is their number."""

    def __init__(self) -> None:
        self._sender = Sender()
        self._guard = threading.Condition()
        self.in_hand = 0

    def start(self) -> None:
        self._sender.start()

    def stop(self, timeout: float) -> bool:
        """Let what is in hand be finished; True when it was, within `timeout` seconds."""
        deadline = monotonic() + timeout
        with self._guard:
            finished = self._guard.wait_for(lambda: self.in_hand == 0, timeout)
        return self._sender.stop(max(0.1, deadline - monotonic())) and finished

    def submit(self, job: Job) -> None:
        """Write a job, or say in it why it was not written."""
        with self._guard:
            self.in_hand += 1
        try:
            _write(job)
            tell([job])
            self._sender.add(channels_of([job]))
        finally:
            with self._guard:
                self.in_hand -= 1
                self._guard.notify_all()


def _write(job: Job) -> None:
    try:
        try:
            _once(job, beside=True)
        except NotAlone:
            _once(job, beside=False)
        except Exception as error:
            if not may_work_again(error):
                raise
            _once(job, beside=False)
    except Exception as error:
        job.fail(explain(error) or error)


def _once(job: Job, *, beside: bool) -> None:
    with writing(beside=beside):
        write([job])
