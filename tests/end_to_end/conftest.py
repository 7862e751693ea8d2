"""Fixtures: a database of its own for each test, and a receiver that serves it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end_to_end.station import Receiver, Station


@pytest.fixture
def station(tmp_path: Path) -> Station:
    return Station(tmp_path)


@pytest.fixture
def receiver(station: Station) -> Iterator[Receiver]:
    with station.serve() as receiver:
        yield receiver
        assert receiver.stop() == 0, station.errors.read_text()
