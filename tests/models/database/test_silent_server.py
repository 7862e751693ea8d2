"""A PostgreSQL that takes bytes and answers nothing: who waits is told in time, and all goes on when it does."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import psycopg
import pytest

from development.postgres_server import PostgresServer
from models.channels import channels
from models.database import close_database, connection, execute, keep_connection, open_database
from models.database.tables import database
from models.database.watchdog import Watchdog
from models.problems import Away
from models.recording.recorder import Recorder
from tests import postgres
from tests.models.database.bouncer import bouncing

pytestmark = pytest.mark.postgres_only


@contextmanager
def paused(server: PostgresServer) -> Iterator[None]:
    server.pause()
    try:
        yield
    finally:
        server.resume()


def test_a_write_that_is_not_answered_ends_and_the_next_works(own_server: PostgresServer, on_own_server: str) -> None:
    recorder = Recorder()
    recorder.start()
    recorder.check()
    with paused(own_server), pytest.raises(Away):
        recorder.check()
    recorder.check()
    assert recorder.stop()


def test_a_read_that_is_not_answered_ends_too(own_server: PostgresServer, on_own_server: str) -> None:
    with paused(own_server), pytest.raises(Away), connection():
        execute("SELECT 1")
    assert channels.all_channels() == []


@pytest.fixture
def watched(address: str) -> Iterator[psycopg.Connection[object]]:
    with psycopg.connect(address, autocommit=True) as conn:
        yield conn


def test_a_long_statement_is_ended_unless_the_server_lives(watched: psycopg.Connection[object]) -> None:
    asked: list[bool] = []

    def answers() -> bool:
        asked.append(True)
        return True

    with Watchdog(answers).over(watched, 0.1):
        watched.execute("SELECT pg_sleep(1)")
    assert asked
    with pytest.raises(psycopg.OperationalError), Watchdog(lambda: False).over(watched, 0.1):
        watched.execute("SELECT pg_sleep(30)")


def test_a_write_does_not_wait_until_it_is_known_whether_the_server_lives(
    own_server: PostgresServer, on_own_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.database.postgres.server.SILENT_SECONDS", 1.0)
    recorder, tries = Recorder(), threading.Barrier(2, timeout=30)

    def read() -> str:
        with connection():
            execute("SELECT 1")
            tries.wait()
            tries.wait()  # until the server is silent
            return _read()

    recorder.start()
    keep_connection()  # as a thread that serves requests does
    recorder.check()
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(read)
        tries.wait()
        with paused(own_server):
            tries.wait()
            with pytest.raises(Away):
                recorder.check()
        # The server came back before that was known, so the one that reads got its answer.
        assert reading.result() == "there"
    assert recorder.stop()


def _read() -> str:
    try:
        execute("SELECT 1")
    except Exception:
        return "away"
    return "there"


def test_while_a_server_is_away_one_thread_tries_and_the_others_are_told(
    own_server: PostgresServer, on_own_server: str
) -> None:
    close_database()
    with paused(own_server):
        results: list[str] = []
        first = threading.Thread(target=lambda: results.append(_tried()))
        with pytest.raises(Away):
            _connect()
        first.start()
        while not database.obj._trying.locked():
            assert first.is_alive()
        assert _tried() == "away"
        assert results == []
        first.join()
    assert results == ["away"]
    assert _tried() == "there"


def _connect() -> None:
    with connection():
        execute("SELECT 1")


def _tried() -> str:
    try:
        _connect()
    except Away:
        return "away"
    return "there"


@pytest.mark.parametrize(
    ("mode", "size", "said"),
    [
        ("transaction", 30, "shared between transactions"),
        ("statement", 30, "shared between transactions"),
        ("session", 1, "gives 1 connections"),
    ],
)
def test_a_pool_that_cannot_be_used_is_refused_in_words(address: str, mode: str, size: int, said: str) -> None:
    with bouncing(address, mode, size) as pooled:
        assert said in _refused(lambda: open_database(pooled))


def test_a_pool_of_sessions_is_used_as_the_server_itself(address: str) -> None:
    with bouncing(address, "session", 30) as pooled:
        open_database(pooled)
        kept = channels.add("Operations")
        recorder = Recorder()
        recorder.start()
        recorder.check()
        assert recorder.stop()
        assert channels.all_channels() == [kept]
        database.obj.hold_room(20)
        assert "gives" in _refused(lambda: database.obj.hold_room(40))
        close_database()
    assert postgres.URL


def _refused(work: Callable[[], object]) -> str:
    with pytest.raises(Exception) as caught:  # noqa: PT011  its words are looked at
        work()
    return str(caught.value)
