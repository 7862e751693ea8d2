"""A PostgreSQL server that is started again and again while receivers on it are under load."""

import http.client
import itertools
import json
import signal
import threading
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field

from development.postgres_server import PostgresServer
from tests.end_to_end.station import Answer, Station, at, posting
from tests.postgres import blank_on

CLIENTS_EACH = 4
ANSWERS_A_ROUND = 40
BACK_SECONDS = 10.0
STOPS = (signal.SIGINT, signal.SIGQUIT)


@dataclass
class Seen:
    """What senders were told over all rounds; `back` are the seconds from each start to the first report taken."""

    answers: Counter[int] = field(default_factory=Counter)
    taken: dict[str, Answer] = field(default_factory=dict)
    broken: int = 0
    back: list[float] = field(default_factory=list)


class Senders:
    """Clients that send a report until it is taken, as good senders do, and then the next one."""

    def __init__(self, hooks: Sequence[str]) -> None:
        self.seen = Seen()
        self._names = itertools.count()
        self._stopping = threading.Event()
        self._news = threading.Condition()
        urls = [url for url in hooks for _ in range(CLIENTS_EACH)]
        self._threads = [threading.Thread(target=self._send_on, args=(url,)) for url in urls]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Let each send its last report until it is taken."""
        self._stopping.set()
        for thread in self._threads:
            thread.join()

    def wait_for_more(self, count: int, seconds: float = 60.0) -> None:
        """Return when `count` reports more were taken."""
        with self._news:
            enough = len(self.seen.taken) + count
            assert self._news.wait_for(lambda: len(self.seen.taken) >= enough, seconds), "nothing is taken any more"

    def _send_on(self, url: str) -> None:
        while not self._stopping.is_set():
            name = f"report {next(self._names)}"
            answer = self._until_taken(url, name)
            with self._news:
                self.seen.taken[name] = answer
                self._news.notify_all()

    def _until_taken(self, url: str, name: str) -> Answer:
        while True:
            try:
                with posting(url) as send:
                    answer = send({"id": name, "text": name})
            except (OSError, http.client.HTTPException, json.JSONDecodeError):
                with self._news:
                    self.seen.broken += 1
                continue
            with self._news:
                self.seen.answers[answer.status] += 1
            if answer.status != 503:
                return answer
            time.sleep(0.05)  # what Retry-After asks for, shortened


def restart_under_load(station: Station, server: PostgresServer, rounds: int, receivers: int = 2) -> Seen:
    """Start a server again `rounds` times under the load of senders; the station's database moves to that server.

    Every second time the server crashes. Each receiver is to be there again by itself within BACK_SECONDS.
    """
    station.database = blank_on(server.url)
    with ExitStack() as running:
        started = [running.enter_context(station.serve()) for _ in range(receivers)]
        hook = station.hook(started[0], "General")
        senders = Senders([at(receiver, hook) for receiver in started])
        senders.start()
        try:
            for number in range(rounds):
                senders.wait_for_more(ANSWERS_A_ROUND)
                server.restart(STOPS[number % len(STOPS)])
                began = time.monotonic()
                senders.wait_for_more(CLIENTS_EACH * receivers + 1, BACK_SECONDS)
                senders.seen.back.append(time.monotonic() - began)
        finally:
            senders.stop()
        assert [receiver.stop() for receiver in started] == [0] * receivers, station.errors.read_text()
    return senders.seen


def check(station: Station, seen: Seen) -> None:
    """Every report that was taken is there once, in a case of its own; nobody was told anything but that or 503."""
    assert set(seen.answers) <= {201, 208, 503}, seen.answers
    assert seen.broken == 0, "a receiver hung up instead of answering"
    cases = station.json("case", "list", "General")
    found = Counter(case["subject"] for case in cases)
    assert (found - Counter(set(seen.taken)), Counter(set(seen.taken)) - found) == (Counter(), Counter())
    assert sorted(case["number"] for case in cases) == list(range(1, len(cases) + 1))
    numbers = {case["subject"]: case["number"] for case in cases}
    assert {name: answer.body["case"] for name, answer in seen.taken.items()} == numbers
