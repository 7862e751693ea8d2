"""Hosts that do not answer are left in peace for a while, and forgotten after it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from models.problems import Words
from receiver.fetching import hosts
from receiver.fetching.download import LONGEST_HOST, host_of
from receiver.fetching.hosts import FIRST_REST, LONGEST_REST, Hosts

NOW = datetime(2026, 3, 1, tzinfo=UTC)
DOWN = Words("Nobody answers.")


def test_a_host_that_does_not_answer_is_asked_ever_more_seldom_until_it_answers() -> None:
    found, now, lengths = Hosts(), NOW, []
    for _ in range(8):
        found.note("down", DOWN, now)
        rest = found.rest_of("down", now)
        assert rest is not None
        lengths.append(rest.length)
        now = rest.until
    assert lengths[:3] == [FIRST_REST, 2 * FIRST_REST, 4 * FIRST_REST]
    assert lengths[-1] == LONGEST_REST
    found.note("down", None, now)
    assert found.rest_of("down", now) is None
    found.note("down", DOWN, now)
    rest = found.rest_of("down", now)
    assert rest is not None
    assert rest.length == FIRST_REST


def test_no_more_hosts_are_remembered_than_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hosts, "MOST", 10)
    found = Hosts()
    for number in range(100):
        found.note(f"{number}.example.org", DOWN, NOW + timedelta(seconds=number * 5))
    assert len(found) <= 10
    assert found.rest_of("99.example.org", NOW + timedelta(seconds=99 * 5)) is not None


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("http://Files.example.org:8080/a?b#c", "files.example.org"),
        (" HTTPS://files.example.org?a", "files.example.org"),
        ("http://[::1]:80/" + "a%20" * 2000, "[::1]"),
        ("http://ada:secret@files.example.org/", "files.example.org"),
        ("http://" + "a." * 4000 + "/", ("a." * 150)[: LONGEST_HOST - 7]),
        ("ftp://files.example.org/", ""),
        ("http://[", ""),
    ],
)
def test_hosts_are_told_apart_by_the_beginning_of_a_url(url: str, host: str) -> None:
    assert host_of(url) == host
