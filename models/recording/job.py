"""Jobs of the recorder: what each writes, and how several share a transaction."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from models.channels import hooks
from models.database import writing
from models.database.errors import explain
from models.deliveries import storing
from models.deliveries.deliveries import Answer, Received
from models.messages.new_words import NewWords
from models.news import changes, troubles
from models.news.changes import Change, announce
from models.problems import Problem
from models.recording import report_writer
from models.recording.report_writer import Source
from models.report import Outcome, Report, leading

# What a job has for its sender, and the row of its delivery: the deliveries of several jobs are stored at once.
Written = tuple[Answer | None, tuple[Any, ...] | None]


class HookChanged(Exception):
    """A hook is not any more what it was when the delivery's hook was looked up: look it up again."""


def _held() -> threading.Lock:
    lock = threading.Lock()
    lock.acquire()
    return lock


@dataclass(slots=True, eq=False)
class Job:
    """Something to be written, by `write` in a transaction; `received` is the delivery that it is about.

    `size` is about how many bytes it has to write. `finished` is a lock that is held until the job is on disk, or has
    failed: half the price of an Event.
    """

    write: Callable[[NewWords], Written]
    received: Received | None
    size: int = 0
    finished: threading.Lock = field(default_factory=_held)
    answer: Answer | None = None
    error: BaseException | None = None

    def fail(self, error: BaseException) -> None:
        self.error, self.answer = error, None


def of_reports(received: Received, reports: Sequence[Report], answer: Callable[[Sequence[Outcome]], Answer]) -> Job:
    """To record the reports of a delivery in their order, all or none of them; a format may have skipped all.

    It is stored with the answer that `answer` makes of all their outcomes. The row of a delivery has room for one
    outcome, case and message: those of the first report that opened a case, or else of the first.
    """

    prepared = [report_writer.prepare(report) for report in reports]
    uploads = received.uploads
    with_files = [report_writer.prepare(report, uploads) for report in reports] if uploads.files else prepared

    def written(new: NewWords) -> Written:
        source, outcomes = source_of(received), list[Outcome]()
        files_wait = True  # for the first that becomes a message
        for bare, bringing in zip(prepared, with_files, strict=True):
            outcomes.append(report_writer.write(source, bringing if files_wait else bare, new))
            files_wait = files_wait and outcomes[-1].message is None
        made = answer(outcomes)
        return made, storing.row(received, made, leading(outcomes) if outcomes else None)

    return Job(written, received, len(received.body) + sum(len(report.text) for report in reports))


def source_of(received: Received) -> Source:
    """Where and when the reports of a delivery come in."""
    where = (received.channel_id, received.hook_id, received.purpose)
    return Source(*where, received.received_at, received.reopen_within, received.scope)


def of_refusal(received: Received, answer: Answer) -> Job:
    """To store a delivery that was refused, with its answer."""
    return Job(lambda _: (None, storing.row(received, answer, None)), received, len(received.body))


def write(jobs: Sequence[Job]) -> None:
    """Write jobs. The caller holds the write transaction, which an exception must end.

    A job whose hook has changed fails with HookChanged, and nothing of it is written.
    """
    rows, new = [], NewWords()
    jobs = _with_their_hooks(jobs)
    for job in jobs:
        job.answer, row = job.write(new)
        if row is not None:
            rows.append(row)
    storing.store(rows)
    new.store()
    by_hook: dict[int, list[Job]] = {}
    for job in jobs:
        # A replay is an administrator's doing: the hook's sender has not spoken.
        if job.received is not None and job.received.replay_of is None:
            by_hook.setdefault(job.received.hook_id, []).append(job)
    for hook_id, found in by_hook.items():
        _count(hook_id, found)


def _count(hook_id: int, jobs: Sequence[Job]) -> None:
    """Add to what a hook knows of its deliveries; what was refused has no answer here."""
    came = [(job.received.received_at, job.answer is not None) for job in jobs if job.received is not None]
    accepted = [at for at, was_accepted in came if was_accepted]
    storing.count_on_hook(
        hook_id,
        len(came),
        rejected=len(came) - len(accepted),
        last=max(at for at, _ in came),
        last_accepted=max(accepted, default=None),
    )


def _with_their_hooks(jobs: Sequence[Job]) -> list[Job]:
    """Those jobs whose hooks are as they were when they were looked up; the others fail."""
    now = hooks.revisions({job.received.hook_id for job in jobs if job.received is not None})
    sound = []
    for job in jobs:
        received = job.received
        if received is None or now.get(received.hook_id) == received.revision:
            sound.append(job)
        else:
            job.fail(HookChanged())
    return sound


def write_singly(jobs: Sequence[Job]) -> None:
    """Give each job a transaction of its own, so that one that fails does it alone."""
    for job in jobs:
        try:
            with writing():
                write([job])
        except Exception as error:
            job.fail(explain(error) or error)


def notice(jobs: Sequence[Job]) -> None:
    """Tell (models.news.troubles) what kept the jobs from being stored, or that they were; they have ended."""
    problem = next((job.error for job in jobs if isinstance(job.error, Problem)), None)
    if problem is not None or any(job.error is None for job in jobs):
        troubles.tell(problem)


def channels_of(jobs: Sequence[Job]) -> frozenset[int]:
    """The channels in which the jobs changed something."""
    return frozenset(job.received.channel_id for job in jobs if job.received and job.error is None)


def tell(jobs: Sequence[Job]) -> None:
    """Tell this process of what the jobs changed; they are on disk."""
    if channels := channels_of(jobs):
        announce(Change(channels))


def tell_everywhere(jobs: Sequence[Job]) -> None:
    """Tell all processes of what the jobs changed; they are on disk."""
    if channels := channels_of(jobs):
        changes.tell(channels)
