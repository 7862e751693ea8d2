"""Fixtures: an application of a test's own behind a real server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from models.files.folder_store import FolderStore
from models.recording.recorder import Recorder
from models.settings import config
from receiver.app import create_app
from receiver.health import Health
from receiver.intake.uploads.uploading import Uploading
from receiver.serving.binding import listen
from receiver.serving.guard import AllowedHosts
from receiver.serving.server import Server

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

LOOPBACK = AllowedHosts("127.0.0.1", address="127.0.0.1", machine="desk01")


@pytest.fixture
def serve() -> Iterator[Callable[[WSGIApplication], tuple[Server, str]]]:
    """Serve a WSGI application: the server, running, and its URL. All stop when the test ends."""
    running = []

    def begin(app: WSGIApplication) -> tuple[Server, str]:
        server = Server(app, listen("127.0.0.1", 0))
        server.start()
        running.append(server)
        return server, f"http://127.0.0.1:{server.port}"

    yield begin
    for server in running:
        assert server.stop()


@pytest.fixture
def looked_after() -> Iterator[Callable[[Recorder], Health]]:
    """Looks after the health of recorders of the test's own, until it ends."""
    running = []

    def begin(recorder: Recorder) -> Health:
        health = Health(recorder)
        health.start()
        running.append(health)
        return health

    yield begin
    for health in running:
        assert health.stop()


@pytest.fixture
def uploading(tmp_path: Path) -> Uploading:
    """Takes the files out of posts, into a folder of the test's own."""
    return Uploading(FolderStore(tmp_path / "files"), config.load())


@pytest.fixture
def serve_recorder(
    serve: Callable[[WSGIApplication], tuple[Server, str]],
    looked_after: Callable[[Recorder], Health],
    uploading: Uploading,
) -> Callable[[Recorder], str]:
    """Serve the application on a recorder of the test's own; the URL."""

    def begin(recorder: Recorder) -> str:
        health = looked_after(recorder)
        return serve(create_app(recorder=recorder, hosts=LOOPBACK, health=health, uploading=uploading))[1]

    return begin
