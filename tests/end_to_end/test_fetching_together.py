"""Several receivers of one database share the work of fetching, and take up what one that was killed left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from threading import Event
from time import monotonic
from urllib.parse import urlsplit

import pytest

from models.database import close_database, connection, execute, open_database, writing
from models.database.tables import to_stored
from tests.end_to_end.station import PATIENCE, Station, at, post
from tests.file_server import FileServer, whole

ENVIRON = {"HOOKDESK_FETCH_ALSO": "127.0.0.1"}
CHANNEL = "Operations"


@pytest.fixture
def server() -> Iterator[FileServer]:
    running = FileServer()
    yield running
    running.end()


@pytest.fixture
def states(station: Station) -> Iterator[Callable[[], dict[str, str]]]:
    """What became of each file, by its path; the receivers have to run already."""

    def read() -> dict[str, str]:
        open_database(station.database)
        with connection():
            return {urlsplit(url).path: state for url, state in execute("SELECT url, state FROM attachments")}

    yield read
    close_database()


def wait_until(holds: Callable[[], bool]) -> None:
    end, pause = monotonic() + PATIENCE, Event()
    while not holds():
        assert monotonic() < end
        pause.wait(0.1)


def post_files(url: str, *files: str) -> None:
    assert post(url, {"text": "files", "attachments": [{"@type": "file", "url": each} for each in files]}).status == 200


def test_two_receivers_ask_for_each_file_once(
    station: Station, server: FileServer, states: Callable[[], dict[str, str]]
) -> None:
    paths = [f"/{number}" for number in range(12)]
    server.answers = {path: whole(path.encode()) for path in paths}
    with ExitStack() as running:
        receivers = [running.enter_context(station.serve(environ=ENVIRON)) for _ in range(2)]
        post_files(station.hook(receivers[0], CHANNEL), *map(server.url, paths))
        wait_until(lambda: states() == dict.fromkeys(paths, "kept"))
        assert [receiver.stop() for receiver in receivers] == [0, 0]
    assert sorted(head.split()[1] for head in server.asked) == sorted(paths)


def test_what_a_killed_receiver_was_fetching_is_taken_up_by_another_after_its_time(
    station: Station, server: FileServer, states: Callable[[], dict[str, str]]
) -> None:
    server.answers["/a"] = server.drip
    with station.serve(environ=ENVIRON) as first:
        hook = station.hook(first, CHANNEL)
        post_files(hook, server.url("/a"))
        wait_until(lambda: states() == {"/a": "fetching"})
        with station.serve(environ=ENVIRON) as second:
            first.process.kill()
            first.wait()
            server.answers |= {"/a": whole(b"here"), "/b": whole(b"another")}
            post_files(at(second, hook), server.url("/b"))
            wait_until(lambda: states()["/b"] == "kept")
            assert states()["/a"] == "fetching"  # it belongs to the one that was killed for a while
            with writing():  # which is over
                now = to_stored(datetime.now(UTC))
                execute("UPDATE attachments SET next_at = ? WHERE state = 'fetching'", (now,))
            wait_until(lambda: states()["/a"] == "kept")
            assert second.stop() == 0
    assert [head.split()[1] for head in server.asked] == ["/a", "/b", "/a"]
