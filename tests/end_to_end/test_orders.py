"""Retries and queues reorder reports: whatever the order, a family ends in one case that holds each once."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from models.cases import cases
from models.channels import channels, hooks
from models.database import close_database, connection, open_database, writing
from models.messages import messages
from models.recording.report_writer import Source, record
from models.report import Outcome, Report
from tests.end_to_end.family import SHAPES, TEXTS, Said, orders
from tests.end_to_end.station import Receiver, Station, posting
from tests.postgres import empty_desk

START = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def source(tmp_path: Path) -> Iterator[Source]:
    """A hook in a database of this process."""
    open_database(empty_desk(tmp_path))
    with connection():
        channel = channels.add("Operations")
        hook = hooks.add(channel.id, "Queue")
        yield Source(channel.id, hook.id, hook.purpose, START)
    close_database()


@pytest.mark.parametrize("shape", SHAPES)
def test_every_order_ends_in_one_case(source: Source, shape: str) -> None:
    for number, family in orders(shape):
        with writing():
            outcomes = [_record(source, said, number + place) for place, said in enumerate(family)]
        order = [said.text for said in family]
        final = _leads_to_one(source, outcomes, order)
        held = [message.text for message in messages.of_case(final)]
        assert sorted(held) == TEXTS, order
        _every_id_leads_there(source, family, final, order)
    assert messages.page(source.channel_id, limit=1)[0].kind != "activity"


def _record(source: Source, said: Said, second: int) -> Outcome:
    report = Report(id=said.id, references=said.references, text=said.text)
    at = START + timedelta(seconds=second)
    return record(Source(source.channel_id, source.hook_id, source.purpose, at), report)


def _leads_to_one(source: Source, outcomes: list[Outcome], order: list[str]) -> int:
    """The one case that all numbers that were answered lead to."""
    numbers = {outcome.case for outcome in outcomes if outcome.case is not None}
    final = {cases.find(source.channel_id, number).id for number in numbers}
    assert len(final) == 1, order
    return final.pop()


def _every_id_leads_there(source: Source, family: list[Said], final: int, order: list[str]) -> None:
    number = cases.get(final).number
    with writing():
        again = [_record(source, said, 10_000) for said in family if said.id is not None]
    assert {(outcome.status, outcome.case) for outcome in again} == {("already_reported", number)}, order


@pytest.mark.parametrize("shape", SHAPES)
def test_orders_over_http_end_in_one_case_each(station: Station, receiver: Receiver, shape: str) -> None:
    hook = station.hook(receiver, "Operations")
    sample = random.Random(shape).sample(list(orders(shape)), 25)
    given: list[set[int]] = []
    with posting(hook) as send:
        for _, family in sample:
            answers = [send(_posted(said)) for said in family]
            given.append({answer.body["case"] for answer in answers if "case" in answer.body})
            again = [send(_posted(said)) for said in family if said.id is not None]
            assert {answer.status for answer in again} == {208}
            assert len({answer.body["case"] for answer in again}) == 1

    shown = station.json("case", "list", "Operations")
    assert len(shown) == len(sample)
    assert all(message["case"] for message in station.json("message", "list", "Operations"))
    for (_, family), numbers in list(zip(sample, given, strict=True))[:3]:
        found = [station.json("case", "show", "Operations", str(number)) for number in sorted(numbers)]
        assert len({case["number"] for case in found}) == 1, [said.text for said in family]
        assert sorted(message["text"] for message in found[0]["messages"]) == TEXTS


def _posted(said: Said) -> dict[str, object]:
    report: dict[str, object] = {"text": said.text, "references": list(said.references)}
    return report if said.id is None else {"id": said.id, **report}
