"""A real database, and a real receiver on a free port, for every test that asks for them.

The database is a file, or with TEST_DATABASE_URL (`python3 dev.py test --postgres`) one of that server.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from development.postgres_server import PostgresServer, running
from models.channels import channels, hooks
from models.database import close_database, open_database
from models.settings.config import Config
from models.settings.options import OPTIONS
from receiver.service import Service
from tests import postgres

# No test shows itself to the person who runs it, or needs a display.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees, or writes into, the folders and options of the person who runs it."""
    monkeypatch.setenv("HOOKDESK_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HOOKDESK_MACHINE_FILE", str(tmp_path / "machine" / "config.json"))
    for option in OPTIONS:
        monkeypatch.delenv(option.env, raising=False)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of one kind of database do not run on the other."""
    not_here = "sqlite_only" if postgres.URL else "postgres_only"
    skip = pytest.mark.skip(reason=f"{not_here} here")
    for item in items:
        if item.get_closest_marker(not_here):
            item.add_marker(skip)


def pytest_sessionfinish() -> None:
    """Nothing of the tests stays on the server."""
    if postgres.server.cache_info().currsize:
        postgres.server().end()


@pytest.fixture
def desk_path(tmp_path: Path) -> Path:
    """Where the database of a test is, if it is a file."""
    return tmp_path / "desk.db"


@pytest.fixture
def address(request: pytest.FixtureRequest, desk_path: Path) -> str:
    """What HOOKDESK_DATABASE says for the empty database of a test."""
    if request.node.get_closest_marker("changes_tables"):
        return postgres.own_desk(desk_path.parent)
    return postgres.empty_desk(desk_path.parent)


@pytest.fixture
def desk(address: str, desk_path: Path) -> Iterator[Path]:
    """An open, empty database; its path, if it is a file."""
    open_database(address)
    yield desk_path
    close_database()


@pytest.fixture
def operations(desk: Path) -> hooks.Hook:
    """The hook "Monitor" of the channel "Operations"."""
    return hooks.add(channels.add("Operations").id, "Monitor")


@pytest.fixture
def desk_config(desk: Path, address: str) -> Config:
    """How the receiver of a test runs: on any free port of this machine."""
    return Config(database=address, host="127.0.0.1", port=0, public_url=None, theme="light", person="Deniz")


@pytest.fixture
def service(desk_config: Config) -> Iterator[Service]:
    """A receiver that is running; it has to stop in order when the test ends."""
    started = Service(desk_config)
    started.start()
    yield started
    assert started.stop(timeout=20.0)


@pytest.fixture
def hook_url(operations: hooks.Hook, service: Service) -> str:
    """The URL that tools post to."""
    return hooks.url(service.base_url, operations.channel_guid, operations.guid)


@pytest.fixture(scope="session")
def own_server() -> Iterator[PostgresServer]:
    """A PostgreSQL server that a test may stop and start."""
    with running() as server:
        yield server


@pytest.fixture
def on_own_server(own_server: PostgresServer) -> Iterator[str]:
    """The URL of an open, empty database on it."""
    url = postgres.blank_on(own_server.url)
    open_database(url)
    yield url
    close_database()
