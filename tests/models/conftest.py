"""What the tests of the models have in common: one hook, and reports recorded through it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from time import perf_counter

import pytest

from models.cases import case_actions, cases, people
from models.cases.cases import Case
from models.channels import channels, hooks
from models.database import execute, writing
from models.database.tables import to_stored
from models.deliveries.deliveries import Answer, Received
from models.messages import messages
from models.recording.recorder import Recorder
from models.recording.report_writer import Source, record
from models.report import Outcome, Report

Record = Callable[[Report], Outcome]
AT = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
DAY = timedelta(days=1)
NOW = AT + 20 * DAY


@pytest.fixture
def source(operations: hooks.Hook) -> Source:
    """The hook of the tests as the place that reports come from."""
    return Source(operations.channel_id, operations.id, operations.purpose, AT)


@pytest.fixture
def recorded(source: Source) -> Record:
    """Record a report in a transaction of its own."""

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


def told(outcomes: Sequence[Outcome]) -> Answer:
    """An answer that shows the outcomes; it counts as the first of them."""
    return Answer(200, outcomes[0].status, None, repr(outcomes).encode())


def close_case(case_id: int, by: str) -> None:
    """Close a case as it is now."""
    case_actions.close([cases.get(case_id)], by)


def reopen_case(case_id: int, by: str) -> None:
    """Reopen a case as it is now."""
    case_actions.reopen([cases.get(case_id)], by)


@pytest.fixture
def plant(source: Source) -> Source:
    """Another channel with a hook."""
    hook = hooks.add(channels.add("Plant").id, "Sensor")
    return Source(hook.channel_id, hook.id, hook.purpose, AT)


def through(source: Source, report: Report) -> Outcome:
    with writing():
        return record(source, report)


def now(*ids: int) -> list[Case]:
    return [cases.get(each) for each in ids]


def texts(case_id: int) -> list[str]:
    return [message.text for message in messages.of_case(case_id)]


@pytest.fixture
def three(recorded: Record) -> list[Case]:
    for name in ("a", "b", "c"):
        recorded(Report(id=name, text=name))
    return now(1, 2, 3)


@pytest.fixture
def sixty(source: Source) -> Source:
    """Sixty cases of two channels and three hooks; many of their values are equal, many are missing."""
    plant = hooks.add(channels.add("Plant").id, "Sensor")
    second = hooks.add(source.channel_id, "Backup")
    sources = [source, Source(plant.channel_id, plant.id, "Sensor", AT), Source(source.channel_id, second.id, "B", AT)]
    names = [people.add(name).id for name in ("Deniz", "Ada")]
    people.remove(names[0])
    with writing():
        for each in range(60):
            record(sources[each % 3], Report(id=f"{each}", text=f"case {each}"))
            values = {
                "created_at": to_stored(AT + each // 4 * DAY),
                "updated_at": to_stored(AT + each * 7 % 30 // 2 * DAY),
                "priority": max(0, each * 5 % 11 - 5),
                "deadline": to_stored(AT + each * 3 % 40 // 3 * 3 * DAY) if each % 2 else None,
                "assignee_id": [None, *names][each % 5 % 3],
                "state": "closed" if each % 4 == 1 else "open",
                "closed_at": to_stored(AT + each // 2 * DAY) if each % 4 == 1 else None,
                "closed_by_sender": each % 8 == 1,
                "deleted_at": 1 if each in (7, 30) else None,
            }
            sets = ", ".join(f"{name} = ?" for name in values)
            execute(f"UPDATE cases SET {sets} WHERE number = ? AND id = ?", (*values.values(), _number(each), each + 1))
    return source


def _number(each: int) -> int:
    """The number that a case gets in its channel: two of three go into the first."""
    return each // 3 + 1 if each % 3 == 1 else each - (each + 1) // 3 + 1
