"""What the tests of the models have in common: one hook, and reports recorded through it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from time import perf_counter

import pytest

from models import hooks
from models.database import writing
from models.deliveries import Answer, Received
from models.recorder import Recorder
from models.recording import Source, record
from models.report import Outcome, Report

Record = Callable[[Report], Outcome]
AT = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


@pytest.fixture
def source(operations: hooks.Hook) -> Source:
    """The hook of the tests as the place that reports come from."""
    return Source(operations.channel_id, operations.id, operations.purpose, AT)


@pytest.fixture
def recorded(source: Source) -> Record:
    """Records a report in a transaction of its own."""

    def run(report: Report) -> Outcome:
        with writing():
            return record(source, report)

    return run


@pytest.fixture
def recorder(desk: object) -> Iterator[Recorder]:
    """A recorder that is running; it has to end when the test does."""
    recorder = Recorder()
    recorder.start()
    yield recorder
    assert recorder.stop()


def received(hook: hooks.Hook, body: bytes = b"{}") -> Received:
    """A request to a hook."""
    headers = (("Host", "127.0.0.1"), ("X-Tool", "ölçüm"))
    where = (hook.id, hook.channel_id, hook.purpose)
    return Received(*where, AT, "127.0.0.1", "POST", headers, body, len(body), perf_counter())


def told(outcome: Outcome) -> Answer:
    """An answer that shows the outcome."""
    return Answer(200, outcome.status, None, repr(outcome).encode())
