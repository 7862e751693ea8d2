"""A server that misbehaves, and a fetcher that knows addresses of the tests only."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from models.channels import hooks
from models.database import writing
from models.files.folder_store import FolderStore
from models.messages import messages
from models.messages.posted import Posted
from models.news import changes
from models.recording.report_writer import Source, record
from models.report import Attachment, Report
from models.settings import fetch_options
from models.settings.config import Config
from receiver.fetching.fetcher import Fetcher
from receiver.fetching.line import resolve
from tests.file_server import FileServer
from tests.models.conftest import AT

# Addresses of this machine: one stands for what is allowed, all others for what is not.
LONGEST = 30.0  # seconds
ALLOWED, FORBIDDEN = "127.0.0.2", "127.0.0.1"


@dataclass
class Fetching:
    """A desk with a store, whose fetcher asks a resolver of the tests: `names` says each answer in turn."""

    config: Config
    source: Source
    store: FolderStore
    names: dict[str, list[list[str]]] = field(default_factory=dict)

    def resolve(self, host: str, port: int) -> list[str]:
        answers = self.names.get(host)
        if answers is None:
            return resolve(host, port)
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def post(self, *urls: str) -> None:
        """A report that names files."""
        files = tuple(Attachment("file", None, None, url) for url in urls)
        with writing():
            record(self.source, Report(text="files", attachments=files))

    def fetch(self, *urls: str, **options: Any) -> list[Posted]:
        """What became of files, once something became of each."""
        self.post(*urls)
        with self.fetching(**options):
            self.wait_for(lambda: all(one.state not in ("waiting", "fetching") for one in self.shown()))
        return self.shown()

    @contextmanager
    def fetching(self, **options: Any) -> Iterator[Fetcher]:
        """A fetcher that is running; it has to stop in order."""
        fetcher = Fetcher(replace(self.config, **options), self.store, self.resolve)
        fetcher.start()
        try:
            yield fetcher
        finally:
            assert fetcher.stop()

    def wait_for(self, holds: Callable[[], bool]) -> None:
        """Look whenever something is told, until it holds."""
        told = threading.Event()

        def hear(*_: object, **__: object) -> None:
            told.set()

        deadline = monotonic() + LONGEST
        with changes.changed.connected_to(hear):
            while not holds():
                assert monotonic() < deadline, [(one.url, one.state, str(one.why)) for one in self.shown()]
                told.wait(0.2)
                told.clear()

    def shown(self) -> list[Posted]:
        pages = reversed(messages.page(self.source.channel_id))
        return [one for message in pages for one in message.attachments]

    def content(self, one: Posted) -> bytes:
        assert one.hash is not None
        with self.store.open(one.hash) as found:
            return found.read()


@pytest.fixture
def fetching(operations: hooks.Hook, desk_config: Config, tmp_path: Path) -> Fetching:
    config = replace(desk_config, fetch_also=fetch_options.places(ALLOWED), fetch_size=1, fetch_seconds=20)
    source = Source(operations.channel_id, operations.id, operations.purpose, AT)
    return Fetching(config, source, FolderStore(tmp_path / "files"))


@pytest.fixture
def server() -> Iterator[FileServer]:
    """On the address that is allowed."""
    running = FileServer(ALLOWED)
    yield running
    running.end()


@pytest.fixture
def inside(server: FileServer) -> Iterator[FileServer]:
    """On an address that is forbidden, at the same port."""
    running = FileServer(FORBIDDEN, server.port)
    yield running
    running.end()
