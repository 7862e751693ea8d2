"""Pages of cases by a filter, in any order, each walking an index from where the last page ended.

A list by priority, deadline or assignee is several runs one after another: first the cases that have one, by an index
that holds only those, then the rest, newest first. So no order has to sort all cases of a channel; the index is named,
because SQLite would rather filter by an equality and then sort what it found. PostgreSQL sees by its statistics which
index is best, and cannot be told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from models.cases import people
from models.cases.case_filter import Filter, Order, conditions
from models.cases.cases import SELECT, Case, from_row
from models.database import connection, execute, is_shared, read_value
from models.database.tables import to_stored

# A count of a view stops here, so that a badge costs the same for every view.
COUNT_LIMIT = 1000


@dataclass(frozen=True, slots=True)
class _Run:
    """A part of a list: the index that it walks, its condition, its order, and what comes behind a case of it.

    Without an index it walks the cases by their key.
    """

    index: str
    where: str
    order: str
    behind: str
    params: tuple[Any, ...] = ()


NEWEST = _Run("", "TRUE", "cases.id DESC", "cases.id < ?")
NEWEST_IN_CHANNEL = _Run("cases_newest", "TRUE", "cases.number DESC", "cases.number < ?")
UPDATED = _Run(
    "cases_all_updated",
    "TRUE",
    "cases.updated_at DESC, cases.id DESC",
    "cases.updated_at <= ? AND (cases.updated_at < ? OR cases.id < ?)",
)
PRIORITY = _Run(
    "cases_priority",
    "cases.priority > 0",
    "cases.priority DESC, cases.id DESC",
    "cases.priority <= ? AND (cases.priority < ? OR cases.id < ?)",
)
DEADLINE = _Run(
    "cases_deadline",
    "cases.deadline IS NOT NULL",
    "cases.deadline, cases.id",
    "cases.deadline >= ? AND (cases.deadline > ? OR cases.id > ?)",
)


def page(
    filter_: Filter = Filter(),  # noqa: B008 (it is frozen)
    *,
    order: Order = "newest",
    after: Case | None = None,
    limit: int = 50,
    now: datetime | None = None,
) -> list[Case]:
    """The first cases of a list, or those behind the case `after` as it was read before."""
    found: list[Case] = []
    with connection():
        for run, start in _from(after, _runs(filter_, order), order):
            found += _read(filter_, run, start, limit - len(found), now or datetime.now(UTC))
            if len(found) == limit:
                break
    return found


def every(filter_: Filter, *, order: Order, now: datetime | None = None) -> Iterator[Case]:
    """All cases of a list, read a page at a time."""
    last = None
    while found := page(filter_, order=order, after=last, limit=200, now=now):
        yield from found
        last = found[-1]


def count(filter_: Filter, now: datetime | None = None) -> int:
    """How many cases a list has; counting stops at COUNT_LIMIT."""
    where, params = conditions(filter_, now or datetime.now(UTC))
    where.append("cases.channel_id IN (SELECT id FROM channels WHERE removed_at IS NULL)")
    text = f"SELECT COUNT(*) FROM (SELECT 1 FROM cases WHERE {' AND '.join(where)} LIMIT ?) AS found"
    with connection():
        return int(read_value(text, (*params, COUNT_LIMIT)))


def count_all(filter_: Filter, now: datetime) -> int:
    """How many cases a list has, all of them counted."""
    where, params = conditions(filter_, now)
    where.append("cases.channel_id IN (SELECT id FROM channels WHERE removed_at IS NULL)")
    with connection():
        return int(read_value(f"SELECT COUNT(*) FROM cases WHERE {' AND '.join(where)}", params))


def _runs(filter_: Filter, order: Order) -> list[_Run]:
    state = "state_" if filter_.state is not None or filter_.overdue else ""
    newest = _newest(filter_, state)
    if order == "updated":
        return [UPDATED if filter_.channel_id is None else replace(UPDATED, index=f"cases_{state}updated")]
    if order == "priority":
        return [replace(PRIORITY, index=f"cases_{state}priority"), replace(newest, where="cases.priority = 0")]
    if order == "deadline":
        return [replace(DEADLINE, index=f"cases_{state}deadline"), replace(newest, where="cases.deadline IS NULL")]
    if order == "assignee":
        named = replace(NEWEST, index=f"cases_{state}assignee", where="cases.assignee_id = ?")
        each = [replace(named, params=(one.id,)) for one in people.everybody()]
        return [*each, replace(newest, where="cases.assignee_id IS NULL")]
    return [newest]


def _newest(filter_: Filter, state: str) -> _Run:
    """Newest first. In a channel that is by number, which is by id as well."""
    if filter_.assignee_id is not None:
        return replace(NEWEST, index=f"cases_{state}assignee")
    if filter_.closed_by_sender:
        return replace(NEWEST, index="cases_closed_by_sender")
    if filter_.hook_id is not None:
        return replace(NEWEST, index="cases_hook")
    return NEWEST if filter_.channel_id is None else replace(NEWEST_IN_CHANNEL, index=f"cases_{state}newest")


def _from(after: Case | None, runs: Sequence[_Run], order: Order) -> Iterator[tuple[_Run, tuple[Any, ...]]]:
    """The runs from the one that holds `after` on, the first of them with where to go on."""
    if after is None:
        yield from ((run, ()) for run in runs)
        return
    at = _place(after, runs, order)
    yield runs[at], _key(after, runs[at])
    yield from ((run, ()) for run in runs[at + 1 :])


def _place(case: Case, runs: Sequence[_Run], order: Order) -> int:
    missing = {"priority": case.priority == 0, "deadline": case.deadline is None, "assignee": case.assignee_id is None}
    if missing.get(order, True):
        return len(runs) - 1
    if order != "assignee":
        return 0
    return next((at for at, run in enumerate(runs) if run.params == (case.assignee_id,)), len(runs) - 1)


def _key(case: Case, run: _Run) -> tuple[Any, ...]:
    if run.order.startswith("cases.number"):
        return (case.number,)
    if run.order == UPDATED.order:
        at = to_stored(case.updated_at)
        return (at, at, case.id)
    if run.order == PRIORITY.order:
        return (case.priority, case.priority, case.id)
    if run.order == DEADLINE.order and case.deadline is not None:
        at = to_stored(case.deadline)
        return (at, at, case.id)
    return (case.id,)


def _read(filter_: Filter, run: _Run, start: tuple[Any, ...], limit: int, now: datetime) -> list[Case]:
    where, params = conditions(filter_, now)
    where += ["channels.removed_at IS NULL", run.where]
    params += run.params
    if start:
        where.append(run.behind)
        params += start
    walking = "" if is_shared() else f"INDEXED BY {run.index}" if run.index else "NOT INDEXED"
    select = SELECT.replace("FROM cases", f"FROM cases {walking}")
    rows = execute(f"{select} WHERE {' AND '.join(where)} ORDER BY {run.order} LIMIT ?", (*params, limit))
    return [from_row(row) for row in rows]
