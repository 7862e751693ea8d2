"""Several reports of one delivery: recorded together, one row, one answer."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from models.cases import case_keys, case_moving
from models.cases.case_filter import Filter
from models.cases.case_pages import page
from models.channels import channels, hooks
from models.deliveries import deliveries
from models.messages import messages
from models.recording.recorder import Recorder
from models.report import Outcome, Report, leading
from tests.models.conftest import now, received, told

CLIENTS = 16


def test_each_does_what_it_does_alone_and_the_delivery_is_one(operations: hooks.Hook, recorder: Recorder) -> None:
    reports = [Report(text="hello"), Report(key="a", text="a"), Report(key="a", text="a"), Report(key="b", text="b")]
    answer = recorder.record(received(operations), reports, told)
    assert answer.body.decode().count("'opened'") == 2
    (delivery,) = deliveries.page()
    assert [case.number for case in page(Filter(operations.channel_id))] == [2, 1]
    assert (delivery.case, hooks.get(operations.guid).deliveries) == (1, 1)
    assert delivery.message == messages.of_case(now(1)[0].id)[0].id


def test_all_are_recorded_or_none(operations: hooks.Hook, recorder: Recorder) -> None:
    def broken(_outcomes: object) -> deliveries.Answer:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        recorder.record(received(operations), [Report(key="a", text="a"), Report(key="b", text="b")], broken)
    assert (page(), messages.page(operations.channel_id), deliveries.page()) == ([], [], [])


def test_one_that_reaches_into_another_channel_takes_the_others_along(
    operations: hooks.Hook, recorder: Recorder
) -> None:
    recorder.record(received(operations), [Report(key="a", text="a")], told)
    case_moving.move(now(1), channels.add("Plant").id, "ada")
    recorder.record(received(operations), [Report(key="b", text="b"), Report(key="a", text="more")], told)
    assert sorted((case.channel, case.messages) for case in page()) == [("Operations", 1), ("Plant", 2)]


def test_what_opened_stands_for_all() -> None:
    posted, opened = Outcome("posted", 1, None), Outcome("opened", 2, 1)
    assert leading([posted, opened, Outcome("opened", 3, 2)]) is opened
    assert leading([posted, Outcome("updated", 2, 1)]) is posted


def test_one_new_key_from_many_clients_of_two_receivers_opens_one_case(
    operations: hooks.Hook, recorder: Recorder
) -> None:
    other, barrier = Recorder(), threading.Barrier(CLIENTS)
    other.start()

    def one(number: int) -> str:
        barrier.wait()
        writer = (recorder, other)[number % 2]
        return writer.record(received(operations), [Report(key="disk", text="full")], told).outcome

    try:
        with ThreadPoolExecutor(CLIENTS) as pool:
            outcomes = sorted(pool.map(one, range(CLIENTS)))
    finally:
        assert other.stop()
    assert outcomes == ["opened"] + ["repeated"] * (CLIENTS - 1)
    (case,) = page()
    assert [key.repeats for key in case_keys.of_case(case.id)] == [CLIENTS - 1]
