"""Fixtures: one receiver for all of these tests, a channel of its own for each, and hookdeskctl in this process."""

import itertools
import json
from collections.abc import Iterator
from typing import Any

import pytest
from click.testing import CliRunner, Result

from models.database_address import is_server
from receiver.cli import main
from tests.end_to_end.station import Receiver, Station


class Ctl:
    """hookdeskctl on a station's database; `ctl(...)` must do what it was asked."""

    def __init__(self, station: Station) -> None:
        self.station = station

    def run(self, *words: str, **environ: str | None) -> Result:
        """Run a command to its end, whatever its exit code."""
        runner = CliRunner(env={**self.station.environ, **environ})
        return runner.invoke(main, ["--database", self.station.database, *words])

    def __call__(self, *words: str, **environ: str | None) -> str:
        done = self.run(*words, **environ)
        assert done.exit_code == 0, done.output
        return done.stdout.rstrip("\n")

    def json(self, *words: str, **environ: str | None) -> Any:
        return json.loads(self(*words, "--json", **environ))


@pytest.fixture(scope="session")
def station(tmp_path_factory: pytest.TempPathFactory) -> Station:
    return Station(tmp_path_factory.mktemp("station"))


@pytest.fixture(scope="session")
def receiver(station: Station) -> Iterator[Receiver]:
    with station.serve() as receiver:
        yield receiver
        assert receiver.stop() == 0, station.errors.read_text()


@pytest.fixture(scope="session")
def ctl(station: Station) -> Ctl:
    return Ctl(station)


@pytest.fixture
def unmade(tmp_path_factory: pytest.TempPathFactory) -> Ctl:
    """hookdeskctl with no receiver, where no database was made yet unless a server keeps it."""
    return Ctl(Station(tmp_path_factory.mktemp("empty")))


@pytest.fixture
def empty(unmade: Ctl) -> Ctl:
    """hookdeskctl on a database with nothing in it, with no receiver."""
    if not is_server(unmade.station.database):
        unmade("database", "anew")
    return unmade


_numbers = itertools.count(1)


@pytest.fixture
def channel(ctl: Ctl) -> str:
    """The name of a new channel."""
    name = f"Channel {next(_numbers)}"
    ctl("channel", "add", name)
    return name


@pytest.fixture
def hook(ctl: Ctl, receiver: Receiver, channel: str) -> str:
    """The URL of a hook of that channel, which the receiver serves."""
    return ctl("hook", "add", channel, "--purpose", "Nightly backup")
