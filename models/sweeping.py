"""What retention deletes, found by the time at which it was received, the oldest first.

Only deliveries go: the report ids they brought stay reported, and the URLs that were replaced stay known. Posts only
add deliveries, so on a server what is old goes beside them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from models import desk_settings
from models.batches import in_batches
from models.database import execute
from models.delivery_pages import ACCEPTED, OUTCOMES
from models.runs import OLDEST, Run, merged

# Up to when the bodies of accepted deliveries are gone; a post may be stored a while after it was received.
CLEARED = "bodies_cleared_until"
LATE = 60_000_000  # microseconds

# A delivery in the order of their times: that, as it is stored, and its id.
At = tuple[int, int]
FIRST: At = (-(2**62), 0)
END = 2**62

_WHERE = "outcome = ? AND received_at >= ? AND received_at < ? AND (received_at > ? OR id > ?)"


def delete_before(end: int, keep_going: Callable[[], bool]) -> int:
    """Delete what was received before a time, as it is stored; how many deliveries that were."""
    return in_batches(lambda size: _delete(oldest(OUTCOMES, FIRST, end, size)), keep_going, beside=True)


def delete_oldest(number: int, keep_going: Callable[[], bool]) -> int:
    """Delete so many deliveries; how many that were."""
    return in_batches(lambda size: _delete(oldest(OUTCOMES, FIRST, END, size)), keep_going, max(0, number), beside=True)


def clear_bodies(end: int, keep_going: Callable[[], bool]) -> int:
    """Take the body from what was accepted and received before a time; how many deliveries had one.

    How far it came is stored: the bodies that went are not looked for again.
    """
    cleared, before = 0, int(desk_settings.get(CLEARED) or 0) - LATE
    last = (before, 0)

    def clear(size: int) -> int:
        nonlocal cleared, last
        found = oldest(ACCEPTED, last, end, size)
        if found:
            last = found[-1]
            ids, marks = _ids(found)
            rows = execute(
                f"UPDATE deliveries SET body = ? WHERE id IN ({marks}) AND LENGTH(body) > 0 RETURNING 1", [b"", *ids]
            )
            cleared += len(rows)
            desk_settings.put(CLEARED, str(last[0]))
        return len(found)

    in_batches(clear, keep_going, beside=True)
    return cleared


def oldest(outcomes: Sequence[str], behind: At, end: int, limit: int) -> list[At]:
    """Deliveries with these outcomes that were received before a time, in their order from behind one of them on."""
    return [(at, id_) for id_, at in execute(*oldest_of(outcomes, behind, end, limit))]


def oldest_of(outcomes: Sequence[str], behind: At, end: int, limit: int) -> tuple[str, list[Any]]:
    """The SQL of oldest(), which reads (id, received_at), and its parameters."""
    runs = [Run("deliveries_outcome", _WHERE, (outcome, behind[0], end, *behind)) for outcome in outcomes]
    return merged(runs, OLDEST, limit)


def _delete(found: Sequence[At]) -> int:
    if found:
        ids, marks = _ids(found)
        execute(f"DELETE FROM deliveries WHERE id IN ({marks})", ids)
    return len(found)


def _ids(found: Sequence[At]) -> tuple[list[int], str]:
    return [id_ for _, id_ in found], ", ".join("?" * len(found))
