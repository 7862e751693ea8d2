"""What reports do, weakened: they are forgotten, or decided otherwise."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from itertools import count
from time import sleep
from typing import Any

from models.cases import merging
from models.deliveries.deliveries import Answer
from models.recording import facts, recorder, report_writer, settling
from models.recording.job import Job
from receiver.parsing import json_text, payload
from receiver.parsing.decoded import Decoded
from tests.torture.weakened.weakness import replace, weakness


@weakness
def answer_before_commit() -> None:
    """Senders hear of what is not on disk yet."""
    write: Callable[[Sequence[Job]], None] = getattr(recorder, "write")  # noqa: B009  the name is its module's own

    def early(jobs: Sequence[Job]) -> None:
        write(jobs)
        for job in jobs:
            job.finished.release()
        sleep(0.05)

    replace(recorder, "write", early)


@weakness
def forget_some() -> None:
    """One report in a hundred is answered and forgotten."""
    record = recorder.Recorder.record
    seen = count()

    def forgetful(self: recorder.Recorder, *args: Any) -> Answer:
        if next(seen) % 100 < 99:
            return record(self, *args)
        return Answer(200, "posted", None, b'{"status":"posted","message":1}')

    replace(recorder.Recorder, "record", forgetful)


@weakness
def ignore_repeats() -> None:
    """Whether an id was reported before is not asked."""
    replace(facts, "_known", lambda *_: {})


@weakness
def settle_nothing() -> None:
    """An opening that comes late does not gather what waited for it."""
    replace(report_writer, "_settle", lambda *_: None)


@weakness
def settle_at_once() -> None:
    """All that waited for a report is brought home in its own transaction, and indexed anew for each case."""
    replace(facts, "AT_ONCE", 10**9)
    replace(settling, "MUCH", 10**9)
    replace(settling, "bring_in", merging.absorb)


@weakness
def trust_surrogates() -> None:
    """Half a surrogate pair is passed on, which no database can store."""

    def lenient(body: bytes, *_: object, **__: object) -> object:
        return json.loads(body)

    replace(json_text, "decode", lenient)


@weakness
def leak() -> None:
    """Each report leaves something behind."""
    left = list[bytes]()
    read = payload.read

    def leaking(decoded: Decoded) -> payload.Read:
        left.append(b"x" * 100_000)
        return read(decoded)

    replace(payload, "read", leaking)
