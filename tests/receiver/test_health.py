"""/health: 503 with the reason for whatever keeps reports from being stored, in time, and 200 when that is over."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any

import apsw
import psycopg
import pytest
import requests

from development.environment import ROOT
from models.database import close_database, connection, open_database, read_value
from models.news import troubles
from models.problems import NotAllowed, Problem, Unavailable
from models.recording.recorder import Recorder
from models.upkeep import checking
from receiver.codes import REASONS
from receiver.health import Health
from receiver.service import Service
from tests import postgres
from tests.full_disk import full

POSTS = 40  # more than there are threads for them


@pytest.fixture
def recorder(desk: Path) -> Iterator[Recorder]:
    """A recorder that is running; it has to end when the test does."""
    recorder = Recorder()
    recorder.start()
    yield recorder
    assert recorder.stop()


def health(service: Service) -> tuple[int, str | None]:
    """The status of /health, and the reason that it gives."""
    answer = requests.get(f"{service.url}/health", timeout=10)
    return answer.status_code, answer.json().get("reason")


def wait_for(status: int, service: Service) -> str | None:
    """Ask until /health has a status; the reason."""
    until = monotonic() + 15
    while monotonic() < until:
        found, reason = health(service)
        if found == status:
            return reason
    pytest.fail(f"/health never was {status}")


def probe() -> Any:
    with connection():
        return read_value("SELECT value FROM settings WHERE name = 'probe'")


@contextmanager
def held(desk: Path) -> Iterator[None]:
    """Another program has the write lock."""
    other = apsw.Connection(str(desk))
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


def test_each_look_writes_something_new(service: Service) -> None:
    assert health(service) == (200, None)
    first, until = probe(), monotonic() + 15
    while probe() == first:  # a probe is good for a second
        assert health(service) == (200, None)
        assert monotonic() < until


def test_all_who_ask_within_a_second_share_a_probe(
    desk: Path, looked_after: Callable[[Recorder], Health], recorder: Recorder
) -> None:
    health = looked_after(recorder)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: (health.trouble(), probe()), range(40)))
    assert {trouble for trouble, _ in found} == {None}
    assert len({value for _, value in found}) <= 2


@pytest.mark.sqlite_only
def test_what_waits_for_nothing_is_answered_while_every_post_waits(service: Service, hook_url: str, desk: Path) -> None:
    with ThreadPoolExecutor(POSTS) as pool, held(desk):
        posts = [pool.submit(requests.post, hook_url, json={"text": "a"}, timeout=30) for _ in range(POSTS)]
        ask = [f"{service.url}{path}" for path in ("/health", "/metrics", "/nothing", "/hooks/nothing")]
        statuses = [requests.get(url, timeout=10).status_code for url in ask for _ in range(3)]
        assert not any(post.done() for post in posts)
    assert statuses == [503, 503, 503, 200, 200, 200, 404, 404, 404, 404, 404, 404]
    assert {post.result().status_code for post in posts} == {200}
    assert wait_for(200, service) is None


@pytest.mark.sqlite_only
def test_a_database_that_hangs_takes_too_long(service: Service, desk: Path) -> None:
    with held(desk):
        assert wait_for(503, service) == "database_slow"
    wait_for(200, service)


@pytest.mark.sqlite_only
def test_it_is_ill_from_a_commit_that_failed_until_one_works(service: Service, hook_url: str, desk: Path) -> None:
    assert health(service) == (200, None)
    with full(desk):
        assert requests.post(hook_url, json={"text": "x" * 200_000}, timeout=10).status_code == 503
        assert health(service) == (503, "disk_failed")
    assert wait_for(200, service) is None


def test_after_a_failure_a_probe_writes_as_much_as_a_report(
    looked_after: Callable[[Recorder], Health], recorder: Recorder
) -> None:
    health = looked_after(recorder)
    assert health.trouble() is None
    assert len(probe()) < 100
    troubles.tell(Unavailable("The disk of the database is full.", "Free some space."))
    until = monotonic() + 15
    while health.trouble() is not None:
        assert monotonic() < until
    assert len(probe()) > 60_000


@pytest.mark.sqlite_only
def test_what_a_check_found_stays_until_a_check_finds_nothing(service: Service, desk: Path) -> None:
    assert health(service) == (200, None)
    verdict = checking.Verdict(datetime.now(UTC), ("page 3 is not one",))
    checking._keep(desk, verdict)
    assert wait_for(503, service) == "database_damaged"
    checking.run(datetime.now(UTC))
    assert wait_for(200, service) is None


@pytest.mark.sqlite_only
def test_it_tells_of_a_file_that_was_replaced_without_a_post(service: Service, hook_url: str, desk: Path) -> None:
    assert requests.post(hook_url, json={"text": "before"}, timeout=10).status_code == 200
    heard = threading.Event()
    with troubles.troubled.connected_to(lambda _, problem: heard.set()):
        away = desk.rename(desk.with_name("away.db"))
        assert heard.wait(15)
    assert requests.post(hook_url, json={"text": "lost"}, timeout=10).status_code == 503
    assert health(service) == (503, "database_replaced")
    away.rename(desk)
    assert wait_for(200, service) is None
    assert requests.post(hook_url, json={"text": "after"}, timeout=10).status_code == 200


def test_a_thread_that_has_ended_is_told(looked_after: Callable[[Recorder], Health], recorder: Recorder) -> None:
    lives = True
    health = Health(recorder, {"housekeeping": lambda: lives})
    health.start()
    try:
        assert health.trouble() is None
        lives = False
        until = monotonic() + 15
        while (trouble := health.trouble()) is None:
            assert monotonic() < until
        assert trouble.reason == "thread_ended"
        assert "housekeeping" in trouble.title
    finally:
        assert health.stop()


@pytest.mark.postgres_only
def test_a_right_that_is_missing_on_any_table_is_told(address: str) -> None:
    url = postgres.server().fresh()
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute("DROP ROLE IF EXISTS hookdesk_test_clerk")
        admin.execute("CREATE ROLE hookdesk_test_clerk LOGIN PASSWORD 'clerk'")
        admin.execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO hookdesk_test_clerk")
        admin.execute("GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO hookdesk_test_clerk")
        open_database(f"postgresql://hookdesk_test_clerk:clerk@{url.partition('@')[2]}")
        recorder = Recorder()
        recorder.start()
        recorder.check()
        admin.execute("REVOKE INSERT ON attachments FROM hookdesk_test_clerk")
        with pytest.raises(NotAllowed, match="attachments"):
            recorder.check()
        assert recorder.stop()
        close_database()
        admin.execute("DROP OWNED BY hookdesk_test_clerk")
        admin.execute("DROP ROLE hookdesk_test_clerk")


def test_every_reason_that_a_problem_has_is_in_the_table() -> None:
    def kinds(kind: type[Problem]) -> Iterator[type[Problem]]:
        yield kind
        for each in kind.__subclasses__():
            yield from kinds(each)

    assert {kind.reason for kind in kinds(Problem)} == REASONS.keys()
    said = (ROOT / "docs" / "api.md").read_text(encoding="utf-8").partition("| reason |")[2].partition("\n\n")[0]
    assert re.findall(r"^\| `([a-z_]+)` \|", said, re.MULTILINE) == list(REASONS)


def test_the_gravest_of_several_troubles_is_told_and_each_ends_by_itself() -> None:
    heard: list[Problem | None] = []

    def hear(_: object, problem: Problem | None) -> None:
        heard.append(problem)

    full, gone = Unavailable("Full.", "Free some."), Unavailable("Gone.", "Put it back.")
    with troubles.troubled.connected_to(hear):
        troubles.tell(full)
        troubles.tell(gone, troubles.Trouble.FILE)
        troubles.tell(full)
        troubles.tell(None, troubles.Trouble.FILE)
        troubles.tell(None)
        troubles.tell(None)
    assert heard == [full, gone, full, None]
