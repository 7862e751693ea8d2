"""Times as a person reads them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from desktop.cases.list import case_words
from desktop.deliveries.list import delivery_words
from desktop.words import clock
from tests.zones import EARLIEST, LATEST, in_zone

# Noon of this computer, so that an hour more or less is the same day.
NOW = datetime(2026, 3, 12, 12, 0).astimezone().astimezone(UTC)


@pytest.mark.parametrize(
    ("ago", "short", "words"),
    [
        (timedelta(seconds=-5), "now", "just now"),
        (timedelta(hours=-23), "now", "just now"),
        (timedelta(days=-2), "14 Mar", "on 14 Mar"),
        (timedelta(days=-3650), "9 Mar 2036", "on 9 Mar 2036"),
        (timedelta(seconds=59), "now", "just now"),
        (timedelta(minutes=1), "1 min", "1 minute ago"),
        (timedelta(minutes=59), "59 min", "59 minutes ago"),
        (timedelta(hours=1), "1 h", "1 hour ago"),
        (timedelta(hours=23), "23 h", "23 hours ago"),
        (timedelta(days=1), "yesterday", "yesterday"),
        (timedelta(days=2), "10 Mar", "on 10 Mar"),
        (timedelta(days=100), "2 Dec 2025", "on 2 Dec 2025"),
    ],
)
def test_relative_times(ago: timedelta, short: str, words: str) -> None:
    assert clock.relative(NOW - ago, NOW) == short
    assert clock.long_relative(NOW - ago, NOW) == words


def test_the_exact_time_is_local() -> None:
    assert clock.exact(NOW) == "Thursday 12 March 2026, 12:00:00"
    assert clock.time_of_day(NOW, NOW) == "12:00"
    assert clock.time_of_day(NOW - timedelta(days=2), NOW) == "10 Mar 12:00"
    assert clock.now().tzinfo is UTC


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "UTC", "America/Anchorage"])
@pytest.mark.parametrize("at", [EARLIEST, LATEST])
def test_every_moment_can_be_said(at: datetime, zone: str) -> None:
    with in_zone(zone):
        said = [
            clock.exact(at),
            clock.time_of_day(at, NOW),
            delivery_words.time(at, NOW),
            case_words.due(at, NOW, is_open=True),
            *(say(at, NOW) for say in (clock.relative, clock.long_relative, clock.ago)),
        ]
    assert all(said)
