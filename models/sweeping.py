"""What retention deletes, found by the time at which it was received, the oldest first.

Only deliveries go: the report ids they brought stay reported, and the URLs that were replaced stay known. As little as
can be is done while the write lock is held: each row that is fetched may have to wait for the interpreter.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from models import desk_settings
from models.batches import in_batches
from models.database import change, execute
from models.delivery_pages import ACCEPTED, OUTCOMES

# Up to when the bodies of accepted deliveries are gone; a post may be stored a while after it was received.
CLEARED = "bodies_cleared_until"
LATE = 60_000_000  # microseconds


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A place in the order of deliveries: a time as it is stored, and an id among those of that time."""

    at: int
    id: int


FIRST = Moment(-(2**62), 0)

# SQLite gives the highest ids again once their deliveries are gone: those that get them are not seen yet.
_NOT_SEEN = (
    "UPDATE channels SET seen_delivery_id = last.id FROM (SELECT COALESCE(MAX(id), 0) AS id FROM deliveries) AS last"
    " WHERE seen_delivery_id > last.id"
)

# Behind a moment, up to another and with that.
_RUN = (
    "SELECT received_at, id FROM deliveries INDEXED BY deliveries_outcome WHERE outcome = ?"
    " AND received_at >= ? AND received_at <= ? AND (received_at > ? OR id > ?) AND (received_at < ? OR id <= ?)"
)
_NEWEST = "SELECT received_at, id FROM deliveries INDEXED BY deliveries_outcome WHERE outcome = ?"


def first_too_many(most: int) -> Moment | None:
    """The newest delivery that has to go when the newest `most` stay; None without any."""
    runs = " UNION ALL ".join([_NEWEST] * len(OUTCOMES))
    rows = execute(f"{runs} ORDER BY received_at DESC, id DESC LIMIT 1 OFFSET ?", (*OUTCOMES, most))
    return Moment(*rows[0]) if rows else None


def delete_until(last: Moment, keep_going: Callable[[], bool]) -> int:
    """Delete the deliveries up to a moment, and what came at it; how many that were."""
    runs, params = _between(OUTCOMES, FIRST, last)
    text = f"DELETE FROM deliveries WHERE id IN (SELECT id FROM ({runs} ORDER BY received_at, id LIMIT ?))"

    def delete(size: int) -> int:
        deleted = change(text, (*params, size))
        execute(_NOT_SEEN)
        return deleted

    return in_batches(delete, keep_going)


def clear_bodies(last: Moment, keep_going: Callable[[], bool]) -> int:
    """Take the body from what was accepted up to a moment; how many deliveries had one.

    How far it came is stored: the bodies that went are not looked for again.
    """
    cleared, done = 0, Moment(int(desk_settings.get(CLEARED) or 0) - LATE, 0)

    def clear(size: int) -> int:
        nonlocal cleared, done
        runs, params = _between(ACCEPTED, done, last)
        rows = execute(f"{runs} ORDER BY received_at, id LIMIT 1 OFFSET ?", (*params, size - 1))
        done, begin = Moment(*rows[0]) if rows else last, done
        runs, params = _between(ACCEPTED, begin, done)
        number = change(
            f"UPDATE deliveries SET body = X'' WHERE id IN (SELECT id FROM ({runs})) AND LENGTH(body) > 0", params
        )
        cleared += number
        if number or rows:
            desk_settings.put(CLEARED, str(done.at))
        return size if rows else 0

    in_batches(clear, keep_going)
    return cleared


def _between(outcomes: Sequence[str], first: Moment, last: Moment) -> tuple[str, list[str | int]]:
    """SQL that reads deliveries with these outcomes from behind one moment up to another, and its parameters."""
    bounds = (first.at, last.at, first.at, first.id, last.at, last.id)
    return " UNION ALL ".join([_RUN] * len(outcomes)), [value for outcome in outcomes for value in (outcome, *bounds)]
