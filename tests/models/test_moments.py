"""Moments at both ends of the calendar, in zones on both sides of Greenwich."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from models import moments
from models.database.tables import from_stored, to_stored
from receiver.commands.terminal import plain
from tests.zones import EARLIEST, LATEST, in_zone

HOUR = timedelta(hours=1)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Europe/Istanbul", "UTC", "America/Anchorage"])
def test_the_first_and_the_last_moment_have_a_local_time(zone: str) -> None:
    with in_zone(zone):
        for at in (EARLIEST, EARLIEST + HOUR, LATEST - HOUR, LATEST):
            local = moments.local(from_stored(to_stored(at)))
            assert local.utcoffset() is not None
            assert abs(local.replace(tzinfo=UTC) - at) <= timedelta(hours=15)
            assert plain.local_time(at)


def test_a_local_time_beyond_the_calendar_is_its_last_moment() -> None:
    with in_zone("America/Anchorage"):
        assert moments.of_local(date(9999, 12, 31), time(23, 59)) == LATEST
        assert moments.of_local(date(2026, 1, 1), time(12)) == datetime(2026, 1, 1, 21, tzinfo=UTC)
    with in_zone("Pacific/Kiritimati"):
        assert moments.of_local(date(1, 1, 1), time()) == EARLIEST
        assert moments.local(datetime(2026, 1, 1, 12, tzinfo=UTC)).day == 2
