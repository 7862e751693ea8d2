"""Cases: pages of them, one with its history, and what a person does to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from models.changes import tell
from models.database import connection, execute, writing
from models.problems import NotThere
from models.tables import from_stored, to_stored

State = Literal["open", "closed"]
Order = Literal["newest", "updated"]
Action = Literal["closed", "reopened", "merged"]

SELECT = (
    "SELECT cases.id, cases.channel_id, channels.name, cases.number, cases.subject, cases.state, cases.opened_by,"
    " cases.created_at, cases.updated_at, cases.closed_at, cases.closed_by, cases.messages, cases.unread"
    " FROM cases JOIN channels ON channels.id = cases.channel_id"
)


@dataclass(frozen=True, slots=True)
class Case:
    """A case with what its row in a list shows; `messages` is their number."""

    id: int
    channel_id: int
    channel: str
    number: int
    subject: str
    state: State
    opened_by: str
    created_at: datetime
    updated_at: datetime
    closed_at: datetime | None
    closed_by: str | None
    messages: int
    unread: bool


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """What somebody did to a case; `detail` is the number of the case that was merged, such as "#12"."""

    id: int
    at: datetime
    by: str
    action: Action
    detail: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How many cases a channel has."""

    open: int
    closed: int


def page(
    channel_id: int | None,
    *,
    state: State | None = None,
    order: Order = "newest",
    after: Case | None = None,
    limit: int = 50,
) -> list[Case]:
    """Cases of a channel, or of all, the newest or the last updated first; `after` is the last one at hand.

    Merged cases are not listed: they live on in others.
    """
    where, params = ["cases.merged_into_id IS NULL", "channels.removed_at IS NULL"], list[Any]()
    if channel_id is not None:
        where.append("cases.channel_id = ?")
        params.append(channel_id)
    if state is not None:
        where.append("cases.state = ?")
        params.append(state)
    if order == "updated":
        ordered = "cases.updated_at DESC, cases.id DESC"
        if after is not None:
            at = to_stored(after.updated_at)
            where.append("cases.updated_at <= ? AND (cases.updated_at < ? OR cases.id < ?)")
            params += [at, at, after.id]
    else:
        # In a channel the number is as good as the id, and it is what the index has.
        column = "cases.id" if channel_id is None else "cases.number"
        ordered = f"{column} DESC"
        if after is not None:
            where.append(f"{column} < ?")
            params.append(after.id if channel_id is None else after.number)
    with connection():
        rows = execute(f"{SELECT} WHERE {' AND '.join(where)} ORDER BY {ordered} LIMIT ?", (*params, limit))
    return [_case(row) for row in rows]


def counts(channel_id: int) -> Counts:
    """How many cases of a channel are open and closed."""
    with connection():
        rows = execute(
            "SELECT state, COUNT(*) FROM cases WHERE channel_id = ? AND merged_into_id IS NULL GROUP BY state",
            (channel_id,),
        )
    found = dict(rows)
    return Counts(found.get("open", 0), found.get("closed", 0))


def get(case_id: int) -> Case:
    """The case with an id, or the one it was merged into; raises NotThere."""
    where = " WHERE cases.id = (SELECT COALESCE(merged_into_id, id) FROM cases WHERE id = ?)"
    with connection():
        rows = execute(SELECT + where, (case_id,))
    return _one(rows, "This case")


def find(channel_id: int, number: int) -> Case:
    """The case with a number in a channel, or the one it was merged into; raises NotThere."""
    where = " WHERE cases.id = (SELECT COALESCE(merged_into_id, id) FROM cases WHERE channel_id = ? AND number = ?)"
    with connection():
        rows = execute(SELECT + where, (channel_id, number))
    return _one(rows, f"Case #{number}")


def history(case_id: int) -> list[HistoryEntry]:
    """Who changed what on a case; oldest first."""
    with connection():
        rows = execute('SELECT id, at, "by", action, detail FROM history WHERE case_id = ? ORDER BY id', (case_id,))
    return [HistoryEntry(row[0], from_stored(row[1]), *row[2:]) for row in rows]


def close(case_id: int, by: str) -> Case:
    """Close a case; one that is closed stays as it is. Raises NotThere."""
    return _set_state(case_id, "closed", by)


def reopen(case_id: int, by: str) -> Case:
    """Open a closed case again; one that is open stays as it is. Raises NotThere."""
    return _set_state(case_id, "open", by)


def mark_read(case_id: int) -> None:
    """A person has seen the case."""
    with writing():
        rows = execute("UPDATE cases SET unread = FALSE WHERE id = ? AND unread RETURNING channel_id", (case_id,))
        tell(row[0] for row in rows) if rows else None


def _set_state(case_id: int, state: State, by: str) -> Case:
    with writing():
        case = get(case_id)
        if case.state == state:
            return case
        now = to_stored(datetime.now(UTC))
        closed = (now, by) if state == "closed" else (None, None)
        execute(
            "UPDATE cases SET state = ?, updated_at = ?, closed_at = ?, closed_by = ? WHERE id = ?",
            (state, now, *closed, case.id),
        )
        execute(
            "INSERT INTO history (case_id, at, \"by\", action, detail) VALUES (?, ?, ?, ?, '')",
            (case.id, now, by, "closed" if state == "closed" else "reopened"),
        )
        tell([case.channel_id])
        return get(case.id)


def _case(row: tuple[Any, ...]) -> Case:
    closed_at = None if row[9] is None else from_stored(row[9])
    times = (from_stored(row[7]), from_stored(row[8]), closed_at)
    values = (*row[:7], *times, row[10], row[11], bool(row[12]))
    return Case(*values)


def _one(rows: Sequence[tuple[Any, ...]], what: str) -> Case:
    if not rows:
        raise NotThere(f"{what} is not there.", "Look for it in the list of cases.")
    return _case(rows[0])
