"""kill -9 in the middle of a load, again and again: what was answered is there once, and nothing by halves."""

import http.client
import itertools
import threading
from collections import Counter
from typing import Any

import apsw
import pytest

from tests import postgres
from tests.end_to_end.station import Answer, Receiver, Station, as_sent, at, posting

ROUNDS = 20 if postgres.URL is None else 5
CLIENTS = 6
ANSWERS_A_ROUND = 60
LINKS = [{"@type": "link", "url": "http://myserver/1"}, {"@type": "file", "url": "http://myserver/2"}]


class Load:
    """Clients that post until their receiver dies, and remember what they were answered."""

    def __init__(self) -> None:
        self.answered: dict[str, Answer] = {}
        self._numbers = itertools.count()
        self._enough = threading.Event()

    def kill_during(self, receiver: Receiver, url: str) -> None:
        """Load the receiver, and kill it while the clients are at it."""
        self._enough.clear()
        before = len(self.answered)
        threads = [threading.Thread(target=self._client, args=(url, before)) for _ in range(CLIENTS)]
        for thread in threads:
            thread.start()
        assert self._enough.wait(30), "the load never got going"
        receiver.process.kill()
        for thread in threads:
            thread.join()

    def _client(self, url: str, before: int) -> None:
        with posting(url) as send:
            try:
                while True:
                    text = f"report {next(self._numbers)}"
                    case = {"id": text} if text.endswith(("1", "3", "5", "7", "9")) else {}
                    self.answered[text] = send({"text": text, "attachments": LINKS, **case})
                    if len(self.answered) - before >= ANSWERS_A_ROUND:
                        self._enough.set()
            except (OSError, http.client.HTTPException):
                return  # killed: whether the last report arrived, nobody knows


@pytest.fixture
def load(station: Station) -> Load:
    """What twenty killed receivers answered; the database is as the last one left it."""
    load = Load()
    with station.serve() as receiver:
        url = station.hook(receiver, "General")
    for _ in range(ROUNDS):
        with station.serve() as receiver:
            load.kill_during(receiver, at(receiver, url))
    return load


def test_nothing_answered_is_lost_and_nothing_is_half(station: Station, load: Load) -> None:
    messages = {one["message"]: one for one in station.json("message", "list", "General")}
    cases = {one["number"]: one for one in station.json("case", "list", "General")}
    deliveries = station.json("delivery", "list")

    assert len(load.answered) >= ROUNDS * ANSWERS_A_ROUND
    for text, answer in load.answered.items():
        assert answer.status in (200, 201), answer
        assert messages[answer.body["message"]]["text"] == text
        assert messages[answer.body["message"]]["case"] == answer.body.get("case")
    _check_whole(messages, cases, deliveries)
    if postgres.URL is not None:
        return
    with apsw.Connection(station.database) as database:
        assert database.pragma("integrity_check") == "ok"
        assert list(database.execute("PRAGMA foreign_key_check")) == []


def _check_whole(
    messages: dict[int, dict[str, Any]], cases: dict[int, dict[str, Any]], deliveries: list[dict[str, Any]]
) -> None:
    assert Counter(one["text"] for one in messages.values()).most_common(1)[0][1] == 1
    assert sorted(one["message"] for one in deliveries) == sorted(messages), "a delivery for each message"
    for message in messages.values():
        assert as_sent(message["attachments"]) == LINKS
        assert (message["kind"] == "opening") == (message["report_id"] is not None)
        if message["report_id"] is not None:
            assert cases[message["case"]]["subject"] == message["text"]
    openings = [message["case"] for message in messages.values() if message["kind"] == "opening"]
    assert sorted(openings) == sorted(cases) == list(range(1, len(cases) + 1))
