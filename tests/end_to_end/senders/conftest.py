"""Fixtures: one receiver for all senders, and a channel with a hook for each test."""

from collections.abc import Iterator

import pytest

from tests.end_to_end.senders.inbox import Inbox
from tests.end_to_end.station import Receiver, Station


@pytest.fixture(scope="package")
def station(tmp_path_factory: pytest.TempPathFactory) -> Station:
    return Station(tmp_path_factory.mktemp("senders"))


@pytest.fixture(scope="package")
def receiver(station: Station) -> Iterator[Receiver]:
    with station.serve() as receiver:
        yield receiver
        assert receiver.stop() == 0, station.errors.read_text()


@pytest.fixture
def inbox(request: pytest.FixtureRequest, station: Station, receiver: Receiver) -> Inbox:
    channel = request.node.name
    return Inbox(station, channel, station.hook(receiver, channel))
