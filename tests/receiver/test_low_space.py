"""A disk that runs low: bodies of deliveries are left out first, and reports go on."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

import pytest
import requests

from models.database import connection, execute, is_shared, read_value
from models.news import troubles
from models.problems import Problem
from models.upkeep import low_space
from receiver.service import Service


@pytest.fixture
def little(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """Let what is free be too little, or enough again."""

    def say(is_little: bool) -> None:
        monkeypatch.setattr(low_space, "SHARE", 1 if is_little else 1 << 60)

    monkeypatch.setattr(low_space, "LEAST", 1 << 60)
    return say


def until(holds: Callable[[], bool]) -> None:
    deadline = monotonic() + 15
    while not holds():
        assert monotonic() < deadline


def health(service: Service) -> tuple[int, str | None]:
    answer = requests.get(f"{service.url}/health", timeout=10)
    return answer.status_code, answer.json().get("warning")


def last_body() -> bytes:
    with connection():
        [(body,)] = execute("SELECT body FROM deliveries ORDER BY id DESC LIMIT 1")
        return bytes(body)


@pytest.mark.sqlite_only
def test_bodies_go_first_and_reports_go_on_until_there_is_space_again(
    little: Callable[[bool], None], service: Service, hook_url: str
) -> None:
    told: list[Problem] = []
    with troubles.warned.connected_to(lambda _, problem: told.append(problem)):
        little(True)
        until(lambda: health(service) == (200, "low_space"))
    assert [str(problem).startswith("The disk of the database is nearly full") for problem in told] == [True]
    assert requests.post(hook_url, json={"id": "a", "text": "a"}, timeout=10).status_code == 201
    assert requests.post(hook_url, data=b"{", timeout=10).status_code == 400
    with connection():
        assert execute("SELECT body, size > 0 FROM deliveries ORDER BY id") == [(b"", 1), (b"", 1)]
        assert read_value("SELECT COUNT(*) FROM cases") == 1
    little(False)
    until(lambda: health(service) == (200, None))
    requests.post(hook_url, data=b'{"text": "b"}', timeout=10)
    assert last_body() == b'{"text": "b"}'


@pytest.mark.postgres_only
def test_the_disk_of_a_server_is_not_seen(little: Callable[[bool], None], service: Service, hook_url: str) -> None:
    assert is_shared()
    little(True)
    low_space.look()
    requests.post(hook_url, data=b'{"text": "b"}', timeout=10)
    assert last_body() == b'{"text": "b"}'
