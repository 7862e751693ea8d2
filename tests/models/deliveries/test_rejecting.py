"""Rejecting: a hook is told of when it refuses more than half of what came last, and no longer when that is mended."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from models.channels import hooks
from models.channels.hooks import Hook
from models.database import execute, writing
from models.deliveries.rejecting import LOOKED_AT, rejecting
from tests.models.conftest import AT
from tests.models.deliveries.some_deliveries import Some, store


def came(hook: Hook, *outcomes: str) -> list[int]:
    """Deliveries of these outcomes, oldest first; r is rejected, a accepted."""
    kept = []
    for place, outcome in enumerate("".join(outcomes)):
        at = AT + timedelta(minutes=place)
        is_bad = outcome == "r"
        kept += store(Some(hook, at, "rejected" if is_bad else "posted", "invalid_json" if is_bad else None))
    with writing():
        execute("UPDATE hooks SET rejected = ? WHERE id = ?", ("".join(outcomes).count("r"), hook.id))
    return kept


def told(hook: Hook) -> tuple[int, int] | None:
    found = rejecting([hooks.get(hook.guid)])
    return (found[0].rejected, found[0].looked_at) if found else None


@pytest.mark.parametrize(
    ("outcomes", "found"),
    [
        ("", None),
        ("rr", None),
        ("rrr", (3, 3)),
        ("aaarrr", None),
        ("aarrr", (3, 5)),
        ("r" * 30 + "a" * 10, None),
        ("a" * 100 + "r" * 11, (11, LOOKED_AT)),
    ],
)
def test_more_than_half_of_the_last_ones_tell(operations: Hook, outcomes: str, found: tuple[int, int] | None) -> None:
    came(operations, outcomes)
    assert told(operations) == found


def test_what_was_mended_does_not_count(operations: Hook) -> None:
    ids = came(operations, "arrr")
    assert told(operations) == (3, 4)
    (again,) = store(Some(operations, AT + timedelta(hours=1), "posted"), replay_of=ids[-1])
    with writing():
        execute("UPDATE deliveries SET mended_by = ? WHERE id = ?", (again, ids[-1]))
    assert told(operations) is None


def test_a_hook_that_is_disabled_rejects_on_purpose(operations: Hook) -> None:
    came(operations, "rrr")
    assert rejecting([replace(hooks.get(operations.guid), enabled=False)]) == []
