"""The posts of Emakin's documentation, in order, and what each leaves in the channel."""

from typing import Any

import pytest

from tests.end_to_end.station import Receiver, Station, as_sent, post

FILE = {"@type": "file", "displayName": "my file", "ext": "txt", "url": "http://myserver/myfile"}
LINK = {"@type": "link", "displayName": "Search", "url": "http://www.google.com"}


@pytest.fixture(params=["attachments", "attachment"])
def spelling(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_the_documented_posts_make_two_messages_and_one_case(
    station: Station, receiver: Receiver, spelling: str
) -> None:
    hook = station.hook(receiver, "Operations", "Backup")

    answers = [
        post(hook, {"text": "my message"}),
        post(hook, {"text": "my message", spelling: [FILE, LINK]}),
        post(hook, {"id": "event1", "text": "my message"}),
        post(hook, {"id": "event1", "text": "said again"}),
        post(hook, {"id": "event2", "references": ["event1"], "text": "my update", spelling: [LINK]}),
        post(hook, {"id": "event3", "references": ["event2"], "text": "my second update"}),
    ]

    assert [answer.status for answer in answers] == [200, 200, 201, 208, 200, 200]
    outcomes = ["posted", "posted", "opened", "already_reported", "updated", "updated"]
    assert [answer.outcome for answer in answers] == outcomes
    assert [answer.body.get("case") for answer in answers] == [None, None, 1, 1, 1, 1]
    assert answers[3].body == {"status": "already_reported", "case": 1}
    _check_messages(station.json("message", "list", "Operations"), [answer.body for answer in answers])
    _check_case(station.json("case", "show", "Operations", "1"))
    kept = station.json("delivery", "list")
    assert [delivery["outcome"] for delivery in kept] == outcomes[::-1]
    assert [delivery["status"] for delivery in kept] == [200, 200, 208, 201, 200, 200]


def _check_messages(listed: list[dict[str, Any]], answers: list[dict[str, Any]]) -> None:
    said = [body["message"] for body in answers if "message" in body]
    assert [message["message"] for message in listed] == said[::-1]
    oldest_first = listed[::-1]
    assert [message["kind"] for message in oldest_first] == [
        "activity",
        "activity",
        "opening",
        "update",
        "update",
    ]
    assert [as_sent(message["attachments"]) for message in oldest_first] == [[], [FILE, LINK], [], [LINK], []]
    assert [message["case"] for message in oldest_first] == [None, None, 1, 1, 1]
    assert {message["hook"] for message in oldest_first} == {"Backup"}
    assert {message["channel"] for message in oldest_first} == {"Operations"}


def _check_case(case: dict[str, Any]) -> None:
    assert (case["number"], case["subject"], case["state"]) == (1, "my message", "open")
    said = [(message["report_id"], message["references"], message["text"]) for message in case["messages"]]
    assert said == [
        ("event1", [], "my message"),
        ("event2", ["event1"], "my update"),
        ("event3", ["event2"], "my second update"),
    ]
    assert case["history"] == []
