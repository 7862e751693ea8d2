"""What retention deletes, found by the time at which it was received, the oldest first.

Only deliveries go: the report ids they brought stay reported, and the URLs that were replaced stay known. As little as
can be is done while the write lock is held: each row that is fetched may have to wait for the interpreter. Posts only
add deliveries, so on a server old deliveries are deleted beside them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from models.database import change, execute, is_shared
from models.database.tables import StoredTime
from models.deliveries.delivery_pages import ACCEPTED, OUTCOMES
from models.deliveries.delivery_runs import NEWEST, OLDEST, Run, merged
from models.settings import desk_settings
from models.upkeep.batches import in_batches

# Up to when the bodies of accepted deliveries are gone; a post may be stored a while after it was received.
CLEARED = "bodies_cleared_until"
LATE = 60_000_000  # microseconds


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A place in the order of deliveries: a time, and an id among those of that time."""

    at: StoredTime
    id: int


FIRST = Moment(StoredTime(-(2**62)), 0)

# SQLite gives the highest ids anew once their deliveries are gone: the deliveries that get them are not seen yet.
_NOT_SEEN = (
    "UPDATE channels SET seen_delivery_id = last.id FROM (SELECT COALESCE(MAX(id), 0) AS id FROM deliveries) AS last"
    " WHERE seen_delivery_id > last.id"
)

# Behind a moment, up to another and with that.
_BETWEEN = "received_at >= ? AND received_at <= ? AND (received_at > ? OR id > ?) AND (received_at < ? OR id <= ?)"


TOO_LARGE = (
    "SELECT id, received_at FROM (SELECT id, received_at, SUM(LENGTH(headers) + LENGTH(body) + LENGTH(answer))"
    " OVER (ORDER BY received_at DESC, id DESC) AS bytes FROM deliveries) AS measured WHERE bytes > ?"
    " ORDER BY received_at DESC, id DESC LIMIT 1"
)


def _with_outcome(outcome: str) -> Run:
    return Run("deliveries_outcome", "outcome = ?", (outcome,))


EVERY = tuple(_with_outcome(outcome) for outcome in OUTCOMES)
_TAKEN = tuple(_with_outcome(outcome) for outcome in ACCEPTED)
# What came too fast says the same again and again, and may be more than all the rest.
TOO_FAST = (Run("deliveries_code", "outcome = 'rejected' AND code = ?", ("rate_limited",)),)


def first_too_many(runs: Sequence[Run], most: int) -> Moment | None:
    """The newest delivery that has to go when the newest `most` of these stay; None without any."""
    return _moment(*merged(runs, NEWEST, 1, most))


def first_too_large(most: int) -> Moment | None:
    """The newest delivery that has to go when the newest of these bytes stay; None without any."""
    return _moment(TOO_LARGE, (most,))


def delete_until(every: Sequence[Run], last: Moment, keep_going: Callable[[], bool]) -> int:
    """Delete these deliveries up to a moment, and what came at it; how many that were."""
    runs = between(every, FIRST, last)

    def delete(size: int) -> int:
        found, params = merged(runs, OLDEST, size)
        deleted = change(f"DELETE FROM deliveries WHERE id IN (SELECT id FROM ({found}) AS found)", params)
        if not is_shared():
            execute(_NOT_SEEN)
        return deleted

    return in_batches(delete, keep_going, beside=True)


def clear_bodies(last: Moment, keep_going: Callable[[], bool]) -> int:
    """Take the body from what was accepted up to a moment; how many deliveries had one.

    How far it came is stored: the bodies that went are not looked for again.
    """
    cleared, done = 0, Moment(StoredTime(int(desk_settings.get(CLEARED) or 0) - LATE), 0)

    def clear(size: int) -> int:
        nonlocal cleared, done
        end = _moment(*merged(between(_TAKEN, done, last), OLDEST, 1, size - 1))
        found, params = merged(between(_TAKEN, done, end or last), OLDEST, size)
        done = end or last
        number = change(
            f"UPDATE deliveries SET body = ? WHERE id IN (SELECT id FROM ({found}) AS found) AND LENGTH(body) > 0",
            (b"", *params),
        )
        cleared += number
        if number or end:
            desk_settings.put(CLEARED, str(done.at))
        return size if end else 0

    in_batches(clear, keep_going, beside=True)
    return cleared


def between(runs: Sequence[Run], first: Moment, last: Moment) -> list[Run]:
    """These deliveries from behind one moment up to another."""
    bounds = (first.at, last.at, first.at, first.id, last.at, last.id)
    return [Run(run.index, f"{run.where} AND {_BETWEEN}", (*run.params, *bounds)) for run in runs]


def _moment(text: str, params: Sequence[object]) -> Moment | None:
    return next((Moment(at, id_) for id_, at in execute(text, params)), None)
