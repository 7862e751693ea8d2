"""Which deliveries stand on a page of a list, whatever its filter: found in an index, from where the last page ended.

Every index of deliveries goes by place (a hook, a channel, all), then outcome or code, then time. So a list is a few
runs of one index, a run an outcome. Newest is what was received last: ids are
given in the order of the commits, which is another one when posts come at once or the clock is set back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, get_args

from models.database import execute, read_value
from models.database.tables import StoredTime, to_stored
from models.deliveries.delivery_filter import DeliveryFilter
from models.deliveries.delivery_runs import NEWEST, Run, merged
from models.report import OutcomeStatus

ACCEPTED: tuple[str, ...] = get_args(OutcomeStatus)
OUTCOMES = (*ACCEPTED, "rejected")

# Conditions on what is shown at all: nothing of a channel that was removed.
_EVERYWHERE = "channel_id NOT IN (SELECT id FROM channels WHERE removed_at IS NOT NULL)"
_CHANNEL = "channel_id = (SELECT id FROM channels WHERE id = ? AND removed_at IS NULL)"
_HOOK = (
    "hook_id = (SELECT hooks.id FROM hooks JOIN channels ON channels.id = hooks.channel_id WHERE hooks.id = ?"
    " AND channels.removed_at IS NULL AND channels.id = COALESCE(CAST(? AS BIGINT), channels.id))"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page begins: behind the deliveries of a time, and among those of that very time, below an id."""

    at: StoredTime
    id: int


@dataclass(frozen=True, slots=True)
class Page:
    """SQL that reads (id, received_at) of the deliveries of a page, the newest first, with its parameters."""

    sql: str
    params: Sequence[Any]


def behind(delivery_id: int) -> Place | None:
    """The place behind a delivery; None when there is nothing. The connection is open.

    When it is gone, the place is where the next one by id stands that is still there.
    """
    rows = execute("SELECT received_at, id FROM deliveries WHERE id <= ? ORDER BY id DESC LIMIT 1", (delivery_id,))
    return next((Place(at, min(id_ + 1, delivery_id)) for at, id_ in rows), None)


def select(filter_: DeliveryFilter, place: Place | None, limit: int) -> Page:
    """The page from a place on, or from the top, without a look at the text."""
    times, at = _times(filter_, place)
    runs = [Run(f"deliveries_{index}", where + times, [*values, *at]) for index, where, values in _runs(filter_)]
    return Page(*merged(runs, NEWEST, limit))


def count(filter_: DeliveryFilter) -> int:
    """How many deliveries the list has, without a look at the text. The connection is open."""
    times, at = _times(filter_, None)
    text = "SELECT COUNT(*) FROM deliveries WHERE "
    return sum(int(read_value(f"{text}{where}{times}", [*values, *at])) for _, where, values in _runs(filter_))


def outcomes(filter_: DeliveryFilter) -> Sequence[str]:
    """The outcomes that a delivery of the list can have."""
    if filter_.code is not None:
        return ("rejected",) if filter_.outcome in (None, "rejected") else ()
    if filter_.outcome is None:
        return OUTCOMES
    return ACCEPTED if filter_.outcome == "accepted" else (filter_.outcome,)


def _runs(filter_: DeliveryFilter) -> list[tuple[str, str, list[Any]]]:
    """Of each run the index, the condition, and its parameters."""
    if filter_.hook_id is not None:
        index, where, values = "hook_", _HOOK, [filter_.hook_id, filter_.channel_id]
    elif filter_.channel_id is not None:
        index, where, values = "channel_", _CHANNEL, [filter_.channel_id]
    else:
        index, where, values = "", _EVERYWHERE, []
    if filter_.code is not None:
        code = (f"{index}code", f"{where} AND outcome = 'rejected' AND code = ?", [*values, filter_.code])
        return [code for _ in outcomes(filter_)]
    return [(f"{index}outcome", f"{where} AND outcome = ?", [*values, each]) for each in outcomes(filter_)]


def _times(filter_: DeliveryFilter, place: Place | None) -> tuple[str, list[Any]]:
    """The bounds of a run, one at each end: an index is walked between two; a third would be tried on every row."""
    where, params = "", list[Any]()
    latest = None if filter_.until is None else to_stored(filter_.until) - 1
    if filter_.since is not None:
        where, params = " AND received_at >= ?", [to_stored(filter_.since)]
    if place is not None and (latest is None or place.at <= latest):
        return f"{where} AND received_at <= ? AND (received_at < ? OR id < ?)", [*params, place.at, place.at, place.id]
    return (where, params) if latest is None else (f"{where} AND received_at <= ?", [*params, latest])
