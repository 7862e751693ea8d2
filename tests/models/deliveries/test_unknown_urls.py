"""The rings of unknown URLs: each keeps its last ones, and what somebody has looked at is not new any more."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from models.deliveries import retention, unknown_urls
from models.deliveries.unknown_urls import RINGS, UnknownRequest
from tests.models.conftest import AT, DAY

ONE = UnknownRequest(AT, "127.0.0.1", "POST", "/hooks/0", True, 0, 2, (("Host", "a"),), b"{}")


def test_each_ring_keeps_its_last_ones(desk: Path) -> None:
    alike = [replace(ONE, target=f"/hooks/{number}") for number in range(RINGS[True] + 5)]
    others = [replace(ONE, target=f"/{number}", alike=False) for number in range(RINGS[False] + 5)]
    for start in range(0, len(alike), 300):
        unknown_urls.store(alike[start : start + 300])
    unknown_urls.store(others)
    assert [row.target for row in unknown_urls.page()] == [one.target for one in reversed(alike[5:])]
    rows = unknown_urls.page(all_paths=True)
    assert [row.target for row in rows if not row.alike] == [one.target for one in reversed(others[5:])]
    assert len(rows) == sum(RINGS.values())


def test_what_was_looked_at_is_not_new_any_more(desk: Path) -> None:
    unknown_urls.store([replace(ONE, left_out=4), replace(ONE, alike=False), replace(ONE, received_at=AT + DAY)])
    assert unknown_urls.unseen() == unknown_urls.Unseen(6, AT + DAY)
    unknown_urls.mark_seen(unknown_urls.page()[0].id)
    assert unknown_urls.unseen() == unknown_urls.Unseen(0, None)
    unknown_urls.store([ONE])
    assert unknown_urls.unseen() == unknown_urls.Unseen(1, AT)


@pytest.mark.parametrize("target", ["/hooks/%00", "/hooks/\x00ölçüm"])
def test_any_target_can_be_kept(desk: Path, target: str) -> None:
    unknown_urls.store([replace(ONE, target=target)])
    assert unknown_urls.page()[0].target == target.replace("\0", "\ufffd")


def test_what_is_older_than_deliveries_are_kept_goes_with_them(desk: Path) -> None:
    retention.set_policy(retention.Policy(7, None, None))
    unknown_urls.store([ONE, replace(ONE, received_at=AT + DAY, target="/hooks/1")])
    retention.sweep(AT + 7 * DAY + timedelta(hours=1))
    assert [row.target for row in unknown_urls.page()] == ["/hooks/1"]
