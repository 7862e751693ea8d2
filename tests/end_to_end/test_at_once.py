"""Many clients at the same moment, on one receiver and on two that share a database."""

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.end_to_end.station import Answer, Station, at, posting, together

CLIENTS = 16
REPORTS = 500


@pytest.fixture(params=[1, 2], ids=["one receiver", "two receivers"])
def hooks(request: pytest.FixtureRequest, station: Station) -> Iterator[list[str]]:
    """The URL of one hook at each receiver."""
    with ExitStack() as running:
        receivers = [running.enter_context(station.serve()) for _ in range(request.param)]
        url = station.hook(receivers[0], "General")
        yield [at(receiver, url) for receiver in receivers]
        assert [receiver.stop() for receiver in receivers] == [0] * len(receivers), station.errors.read_text()


def test_one_id_posted_by_all_opens_one_case(station: Station, hooks: list[str]) -> None:
    answers: list[Answer] = []

    def client(number: int) -> None:
        with posting(hooks[number % len(hooks)]) as send:
            answers.append(send({"id": "same", "text": f"from client {number}"}))

    together(CLIENTS, client)

    assert Counter(answer.status for answer in answers) == {201: 1, 208: CLIENTS - 1}
    assert {answer.body["case"] for answer in answers} == {1}
    cases = station.json("case", "list", "General")
    assert [case["number"] for case in cases] == [1]
    assert len(station.json("message", "list", "General")) == 1
    assert len(station.json("delivery", "list")) == CLIENTS


def test_one_new_key_reported_by_all_opens_one_case(station: Station, hooks: list[str]) -> None:
    answers: list[Answer] = []

    def client(number: int) -> None:
        with posting(hooks[number % len(hooks)]) as send:
            answers.append(send({"key": "db1/disk", "text": "Disk full"}))

    together(CLIENTS, client)

    assert Counter(answer.outcome for answer in answers) == {"opened": 1, "repeated": CLIENTS - 1}
    assert {answer.body["case"] for answer in answers} == {1}
    case = station.json("case", "show", "General", "1")
    assert (case["message_count"], case["keys"][0]["repeats"]) == (1, CLIENTS - 1)
    assert len(station.json("case", "list", "General")) == 1


def test_the_end_of_a_trouble_told_by_all_closes_its_case_once(station: Station, hooks: list[str]) -> None:
    answers: list[Answer] = []

    def client(number: int) -> None:
        with posting(hooks[number % len(hooks)]) as send:
            answers.append(send({"key": "db1/disk", "text": "Disk freed", "state": "closed"}))

    with posting(hooks[0]) as send:
        send({"key": "db1/disk", "text": "Disk full"})
    together(CLIENTS, client)

    assert Counter(answer.outcome for answer in answers) == {"closed": 1, "posted": CLIENTS - 1}
    case = station.json("case", "show", "General", "1")
    assert (case["state"], case["message_count"]) == ("closed", 2)
    assert [entry["action"] for entry in case["history"]] == ["closed"]


def test_different_ids_get_every_number_once(station: Station, hooks: list[str]) -> None:
    numbers: list[int] = []

    def client(number: int) -> None:
        with posting(hooks[number % len(hooks)]) as send:
            for report in range(number, REPORTS, CLIENTS):
                answer = send({"id": f"report {report}", "text": f"text {report}"})
                assert answer.status == 201, answer
                numbers.append(answer.body["case"])

    together(CLIENTS, client)

    assert sorted(numbers) == list(range(1, REPORTS + 1))
    cases = station.json("case", "list", "General")
    assert [case["number"] for case in cases] == list(range(REPORTS, 0, -1))
    assert {case["subject"] for case in cases} == {f"text {report}" for report in range(REPORTS)}
