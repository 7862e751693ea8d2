"""Many threads in, few commits out: requests that wait while one batch commits share the next transaction.

On a database that lets several writers in, each has a transaction of its own (models/recording/direct_writer.py).
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence

from models.database import connection, is_shared, writing
from models.database.errors import explain
from models.deliveries.deliveries import Answer, Received
from models.news import troubles
from models.news.troubles import Trouble
from models.problems import Damaged, Locked, Problem, Stopping, ThreadEnded, Unavailable
from models.recording import probe
from models.recording.commits import Commits
from models.recording.direct_writer import DirectWriter
from models.recording.job import Job, of_refusal, of_reports, tell, write, write_singly
from models.recording.lines import Lines
from models.report import Outcome, Report

logger = logging.getLogger(__name__)

BUSY = ("The receiver has too much to do.", "Send the report again in a moment.")
STOPPING = ("The receiver is shutting down.", "Send the report again in a moment.")
ENDED = ("The thread that writes reports has ended.", "Start Hookdesk again; its log says why.")
LATE = ("The database is in use by another program.", "Send the report again in a moment.")


class Recorder:
    """The one writer of reports and deliveries; `commits` are what it has committed.

    `queue_size` is the number of requests that may wait, `patience` the seconds one waits before it is Unavailable.
    """

    def __init__(self, queue_size: int = 1000, patience: float = 10.0) -> None:
        self.commits = Commits()
        self._queue_size = queue_size
        self._patience = patience
        self._waiting = Lines()
        self._guard = threading.Condition()
        self._stopping = False
        self._direct: DirectWriter | None = None
        self._thread = threading.Thread(target=self._run, name="recorder", daemon=True)

    def start(self) -> None:
        if is_shared():
            self._direct = DirectWriter(self.commits, self._patience)
            self._direct.start()
        else:
            self._thread.start()

    def stop(self, timeout: float = 5.0) -> bool:
        """Write what was taken in, take in no more; True when the thread has ended within `timeout` seconds."""
        with self._guard:
            self._stopping = True
            self._guard.notify()
        if self._direct is not None:
            return self._direct.stop(timeout)
        if self._thread.ident is not None:
            self._thread.join(timeout)
        return not self._thread.is_alive()

    def in_hand(self) -> int:
        """How many requests wait at the moment; for any thread."""
        return len(self._waiting) if self._direct is None else self._direct.in_hand

    def record(
        self, received: Received, reports: Sequence[Report], answer: Callable[[Sequence[Outcome]], Answer]
    ) -> Answer:
        """Store reports, their delivery and its answer in one transaction; returns when they are on disk.

        Raises Unavailable when that is not possible now, HookChanged when the hook has another purpose or state
        than the delivery says; nothing is stored then.
        """
        made = self._submit(of_reports(received, reports, answer))
        assert made is not None
        return made

    def refuse(self, received: Received, answer: Answer) -> None:
        """Store a delivery that was refused, with its answer. Raises Unavailable as record() does."""
        self._submit(of_refusal(received, answer))

    def check(self, *, as_much: bool = False) -> None:
        """Return when a write of a few bytes has worked, or of as much as a long report; raises Problem."""
        self._submit(Job(probe.job(as_much=as_much), None))

    def is_alive(self) -> bool:
        """Whether the threads that it needs are there; before the start and after the stop none are."""
        return self._thread.is_alive() if self._direct is None else self._direct.is_alive()

    def _submit(self, job: Job) -> Answer | None:
        if self._direct is not None and not self._stopping:
            self._direct.submit(job)
        else:
            self._queue(job)
        if job.error is not None:
            raise job.error
        return job.answer

    def _queue(self, job: Job) -> None:
        """Have the writer write a job, and wait for it."""
        with self._guard:
            if self._stopping:
                raise Stopping(*STOPPING)
            if not self._thread.is_alive():
                raise ThreadEnded(*ENDED)
            if len(self._waiting) >= self._queue_size:
                raise Unavailable(*BUSY)
            self._waiting.add(job)
            self._guard.notify()
        if not job.finished.acquire(timeout=self._patience):
            if self._withdraw(job):
                troubles.tell(Locked(*LATE))
                raise Locked(*LATE)
            job.finished.acquire()

    def _withdraw(self, job: Job) -> bool:
        """Take a job back that the writer has not begun; what it has begun is answered when it ends."""
        with self._guard:
            return self._waiting.remove(job)

    def _run(self) -> None:
        while self._wait_for_work():
            try:
                with connection():
                    while self._wait_for_work():
                        self._write_batch()
            except Problem as problem:
                _tell(problem)
                self._fail_waiting(problem)
            except Exception as error:
                troubles.survive(error, "A report could not be written.")
                self._fail_waiting(error)

    def _wait_for_work(self) -> bool:
        with self._guard:
            self._guard.wait_for(lambda: self._waiting or self._stopping)
            return bool(self._waiting)

    def _write_batch(self) -> None:
        batch: list[Job] = []
        try:
            with writing():
                # Taken only when the lock is held: whoever gave up while it was not is not written.
                batch += self._take()
                write(batch)
        except Exception as error:
            if not batch:
                raise
            self._write_again(batch, error)
        else:
            troubles.tell(None)
            self.commits.count(batch)
        finally:
            try:
                tell(batch)
            finally:
                for job in batch:
                    job.finished.release()

    def _write_again(self, batch: list[Job], error: Exception) -> None:
        """An error of the database fails all of the batch; a mistake of ours only the job that made it."""
        problem = error if isinstance(error, Problem) else explain(error)
        if problem is not None:
            _tell(problem)
        if problem is None and len(batch) > 1:
            write_singly(batch)
            for job in batch:
                self.commits.count([job])
            return
        for job in batch:
            job.fail(problem or error)

    def _take(self) -> list[Job]:
        with self._guard:
            first = self._waiting.first()
            return [] if first is None else self._waiting.take(first)

    def _fail_waiting(self, error: BaseException) -> None:
        """The lock was not to be had: those who wait are told, instead of waiting for their patience to end."""
        with self._guard:
            failed = self._waiting.clear()
        for job in failed:
            job.error = error
            job.finished.release()


def _tell(problem: Problem) -> None:
    """Tell of what failed a commit. That a file is damaged is not over when another page of it can be written."""
    troubles.tell(problem, Trouble.DAMAGE if isinstance(problem, Damaged) else Trouble.STORING)
