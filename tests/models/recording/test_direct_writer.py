"""Reports on a PostgreSQL server: written at the same time, and nothing is lost or twice when connections are."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from time import monotonic

import psycopg
import pytest

from development.postgres_server import PostgresServer
from models.cases import case_moving, cases
from models.cases.case_filter import Filter
from models.cases.case_pages import page
from models.channels import channels, hooks
from models.database import close_database, connection, execute, keep_connection, open_database
from models.database.tables import database
from models.messages import messages
from models.problems import Unavailable
from models.recording.recorder import Recorder
from models.report import Report
from tests.models.conftest import received, told

pytestmark = pytest.mark.postgres_only


@pytest.fixture
def hook(on_own_server: str) -> hooks.Hook:
    return hooks.add(channels.add("Operations").id, "Monitor")


@pytest.fixture
def there(hook: hooks.Hook) -> Iterator[Recorder]:
    """A recorder on the server that can be stopped, used by this thread as by one that serves requests."""
    recorder = Recorder()
    recorder.start()
    keep_connection()
    yield recorder
    assert recorder.stop()


def post(recorder: Recorder, hook: hooks.Hook, report: Report) -> str:
    return recorder.record(received(hook), [report], told).outcome


def test_a_report_that_reaches_into_another_channel_is_written(operations: hooks.Hook, recorder: Recorder) -> None:
    plant = channels.add("Plant")
    assert post(recorder, operations, Report(id="a", text="a")) == "opened"
    case_moving.move([cases.get(1)], plant.id, "ada")
    assert post(recorder, operations, Report(references=("a",), text="b")) == "updated"
    (case,) = page(Filter(plant.id))
    assert [message.text for message in messages.of_case(case.id)] == ["a", "b"]


def test_trees_that_come_at_once_from_many_threads_end_in_one_case_each(
    operations: hooks.Hook, recorder: Recorder
) -> None:
    reports = [
        Report(id=f"{tree}/{place}", references=(f"{tree}/{(place - 1) // 2}",) if place else (), text=f"{tree}")
        for place in (5, 2, 6, 1, 0, 4, 3)
        for tree in range(12)
    ]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda report: post(recorder, operations, report), reports))
    living = page(Filter(operations.channel_id), limit=100)
    held = [[message.text for message in messages.of_case(case.id)] for case in living]
    assert sorted(held) == sorted([f"{tree}"] * 7 for tree in range(12))
    numbers = execute_rows("SELECT number FROM cases ORDER BY number")
    assert numbers == list(range(1, len(numbers) + 1))


def execute_rows(text: str) -> list[int]:
    with connection():
        return [row[0] for row in execute(text)]


def test_a_transaction_that_the_server_took_back_is_tried_again(operations: hooks.Hook, recorder: Recorder) -> None:
    """Another program locks the hook and then the channel, as no program of ours does."""
    other = database.obj.connect_anew()
    other.execute("SET deadlock_timeout = '30s'")  # so that it is ours which is taken back
    other.execute("BEGIN")
    other.execute("UPDATE hooks SET purpose = purpose")
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(post, recorder, operations, Report(text="x"))
        look = "SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
        while execute_rows(look) == [0]:
            pass
        other.execute("SELECT 1 FROM channels FOR UPDATE")
        other.execute("COMMIT")
        assert waiting.result() == "posted"
    other.close()
    assert len(messages.page(operations.channel_id)) == 1


def test_a_server_that_was_started_again_is_used_again_at_once(
    own_server: PostgresServer, hook: hooks.Hook, there: Recorder
) -> None:
    assert post(there, hook, Report(id="a", text="a")) == "opened"
    own_server.restart()
    assert post(there, hook, Report(id="a", text="a")) == "already_reported"
    assert post(there, hook, Report(id="b", text="b")) == "opened"


def test_without_a_server_reports_are_put_off(own_server: PostgresServer, hook: hooks.Hook, there: Recorder) -> None:
    own_server.stop()
    try:
        began = monotonic()
        for report in (Report(id="a", text="a"), Report(text="b")):
            with pytest.raises(Unavailable, match="does not answer"):
                post(there, hook, report)
        with pytest.raises(Unavailable):
            there.check()
        assert monotonic() - began < 5
    finally:
        own_server.start()
    assert post(there, hook, Report(id="a", text="a")) == "opened"
    there.check()


def test_a_connection_that_is_lost_before_the_commit_leaves_nothing(operations: hooks.Hook, recorder: Recorder) -> None:
    holding = database.obj.connect_anew()
    holding.execute("BEGIN; SELECT 1 FROM channels FOR UPDATE")
    waits = "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(post, recorder, operations, Report(id="a", text="a"))
        while not (found := execute_rows(waits)):
            pass
        holding.execute("SELECT pg_terminate_backend(%s::int)", found)
        with pytest.raises(Unavailable):
            waiting.result()
    holding.close()
    assert messages.page(operations.channel_id) == []
    assert post(recorder, operations, Report(id="a", text="a")) == "opened"


class CuttingProxy:
    """Between us and the server; once `armed`, it passes the next COMMIT on and hangs up before the answer."""

    def __init__(self, host: str, port: int) -> None:
        self._server = (host, port)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self.armed = threading.Event()
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()

    def close(self) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for thread in self._threads:
            thread.join()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                server = socket.create_connection(self._server)
                for work in (self._to_server, self._to_client):
                    self._threads.append(threading.Thread(target=work, args=(client, server)))
                    self._threads[-1].start()

    def _to_server(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while data := client.recv(65536):
                if b"COMMIT" in data and self.armed.is_set():
                    self.armed.clear()
                    client.shutdown(socket.SHUT_RDWR)
                server.sendall(data)
        with suppress(OSError):
            server.shutdown(socket.SHUT_WR)

    def _to_client(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while data := server.recv(65536):
                client.sendall(data)
        server.close()
        client.close()


def test_a_report_whose_commit_was_not_confirmed_is_put_off_and_its_repeat_recognised(address: str) -> None:
    parts = psycopg.conninfo.conninfo_to_dict(address)
    proxy = CuttingProxy(str(parts["host"]), int(str(parts["port"])))
    open_database(address.replace(f":{parts['port']}/", f":{proxy.port}/"))
    hook = hooks.add(channels.add("Operations").id, "Monitor")
    recorder = Recorder()
    recorder.start()
    try:
        proxy.armed.set()
        with pytest.raises(Unavailable):
            post(recorder, hook, Report(id="a", text="a"))
        assert not proxy.armed.is_set()
        assert post(recorder, hook, Report(id="a", text="a")) == "already_reported"
        assert len(messages.page(hook.channel_id)) == 1
    finally:
        assert recorder.stop()
        close_database()
        proxy.close()


def test_a_desk_hears_of_the_channels_that_another_process_changed(operations: hooks.Hook, recorder: Recorder) -> None:
    with psycopg.connect(database.obj.database, autocommit=True) as listening:
        listening.execute("LISTEN hookdesk")
        post(recorder, operations, Report(text="x"))
        (notification,) = listening.notifies(timeout=10, stop_after=1)
        assert notification.payload.split()[1:] == [str(operations.channel_id)]
        other = channels.add("Plant")
        (notification,) = listening.notifies(timeout=10, stop_after=1)
        assert notification.payload.split()[1:] == [str(other.id)]
