"""Jobs on a database that lets several writers in, written on the threads that ask.

What comes to one channel is written one after another, by a lock on its row; what comes to different channels, or to
different receivers, at the same time. Threads of this process that wait for the same channel share the transaction of
the first of them, as on SQLite: a commit costs more than a report, and nobody else could write to the channel
meanwhile anyway. A report that reaches into other channels or makes two cases one is rare: it is written again from
its start, while nobody else writes.

A connection that is lost while it commits leaves it open whether its reports are stored. Their senders are told that
they are not (503) and repeat them: with an id they are then already reported if they were; without one they may be
there twice, as after any answer that got lost on its way.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from time import monotonic, sleep

from models.database import writing
from models.database.errors import explain, may_work_again
from models.news.notify import Sender
from models.problems import Away, Slow
from models.recording.commits import Commits
from models.recording.job import Job, channels_of, notice, tell, write
from models.recording.lines import Lines
from models.recording.report_writer import NotAlone

PAUSES = (0.05, 0.2, 0.8)
"""Seconds before each further try of a transaction that the server took back."""


@dataclass(slots=True, eq=False)
class _Lane:
    """The jobs of one channel that wait here, and the one whose thread writes the next of them."""

    waiting: Lines = field(default_factory=Lines)
    leader: Job | None = None


class DirectWriter:
    """Writes jobs and tells other processes of them; `in_hand` is their number.

    `commits` counts what is committed, `patience` is the seconds that a job waits for the thread of another one.
    """

    def __init__(self, commits: Commits, patience: float = 10.0) -> None:
        self.in_hand = 0
        self._commits = commits
        self._patience = patience
        self._sender = Sender()
        self._guard = threading.Condition()
        self._lanes: dict[int | None, _Lane] = {}

    def start(self) -> None:
        self._sender.start()

    def is_alive(self) -> bool:
        """Whether other processes are told."""
        return self._sender.is_alive()

    def stop(self, timeout: float) -> bool:
        """Let what is in hand be finished; True when it was, within `timeout` seconds."""
        deadline = monotonic() + timeout
        with self._guard:
            finished = self._guard.wait_for(lambda: self.in_hand == 0, timeout)
        return self._sender.stop(max(0.1, deadline - monotonic())) and finished

    def submit(self, job: Job) -> None:
        """Write a job, or say in it why it was not written."""
        channel_id = None if job.received is None else job.received.channel_id
        with self._guard:
            self.in_hand += 1
            lane = self._lanes.setdefault(channel_id, _Lane())
            lane.waiting.add(job)
            if lane.leader is None:
                lane.leader = job
        try:
            if lane.leader is job or self._wait(lane, job):
                self._lead(channel_id, lane, job)
        finally:
            with self._guard:
                self.in_hand -= 1
                self._guard.notify_all()

    def _wait(self, lane: _Lane, job: Job) -> bool:
        """Until a job was written by another thread; True when it is the turn of this one to write."""
        if not job.finished.acquire(timeout=self._patience):
            with self._guard:
                if lane.leader is not job and lane.waiting.remove(job):
                    job.fail(Slow("The database server takes too long.", "Send the report again in a moment."))
                    notice([job])
                    return False
            job.finished.acquire()
        return lane.leader is job

    def _lead(self, channel_id: int | None, lane: _Lane, own: Job) -> None:
        """Write what waits, with one's own job first, and pass the turn on."""
        with self._guard:
            batch = lane.waiting.take(own)
        try:
            _write(channel_id, batch, self._commits)
            notice(batch)
            tell(batch)
            self._sender.add(channels_of(batch))
        finally:
            away = next((job.error for job in batch if isinstance(job.error, Away)), None)
            with self._guard:
                # Who waits would only find out the same, one after the other.
                told = lane.waiting.clear() if away is not None else []
                for job in told:
                    job.error = away
                lane.leader = lane.waiting.first()
                if lane.leader is None:
                    self._lanes.pop(channel_id)
            for job in (*batch[1:], *told, *filter(None, [lane.leader])):
                job.finished.release()


def _write(channel_id: int | None, batch: Sequence[Job], commits: Commits) -> None:
    """An error of the database fails all of a batch; any other one only the job that made it."""
    if len(batch) > 1:
        try:
            _once(channel_id, batch, beside=True)
            commits.count(batch)
            return
        except Exception as error:
            problem = explain(error)
            if problem is not None and not may_work_again(error):
                for job in batch:
                    job.fail(problem)
                return
    for job in batch:
        job.error = None
        _write_singly(channel_id, job)
        commits.count([job])


def _write_singly(channel_id: int | None, job: Job) -> None:
    try:
        try:
            _once(channel_id, [job], beside=True)
        except NotAlone:
            _once(channel_id, [job], beside=False)
        except Exception as error:
            if not may_work_again(error):
                raise
            _write_again(channel_id, job)
    except Exception as error:
        job.fail(explain(error) or error)


def _write_again(channel_id: int | None, job: Job) -> None:
    """Write what the server took back for the sake of another transaction, which gets its turn in between."""
    for pause in PAUSES:
        sleep(pause)
        try:
            _once(channel_id, [job], beside=False)
            return
        except Exception as error:
            if not may_work_again(error) or pause == PAUSES[-1]:
                raise


def _once(channel_id: int | None, jobs: Sequence[Job], *, beside: bool) -> None:
    with writing(beside=beside, channel_id=channel_id):
        write(jobs)
