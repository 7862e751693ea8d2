"""Cases: one of them, with its history, and how many there are. Lists are in case_pages, actions in case_actions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from models.cases import case_counts
from models.database import connection, execute, writing
from models.database.tables import from_stored
from models.news.changes import tell
from models.problems import NotThere

State = Literal["open", "closed"]
Action = Literal[
    "closed", "reopened", "merged", "moved", "assigned", "priority", "deadline", "subject", "description",
    "linked", "unlinked", "deleted", "restored",
]  # fmt: skip
ACTIONS: tuple[str, ...] = get_args(Action)

# As Emakin has them; the place in the row is what the database keeps.
PRIORITIES = ("None", "Low", "Normal", "High", "Very High", "Critical")

LIVING = "cases.merged_into_id IS NULL AND cases.deleted_at IS NULL"
SELECT = (
    "SELECT cases.id, cases.channel_id, channels.name, cases.number, cases.subject, cases.state, cases.opened_by,"
    " cases.created_at, cases.updated_at, cases.closed_at, cases.closed_by, cases.messages, cases.unread,"
    " cases.description, cases.priority, cases.deadline, cases.assignee_id, people.name, cases.assigned_at,"
    " cases.assigned_by, cases.hook_id, cases.deleted_at IS NOT NULL OR channels.removed_at IS NOT NULL"
    " FROM cases JOIN channels ON channels.id = cases.channel_id LEFT JOIN people ON people.id = cases.assignee_id"
)


@dataclass(frozen=True, slots=True)
class Case:
    """A case with what its row in a list shows.

    `messages` is their number, `priority` a place in PRIORITIES, `assignee` the name of the person. `deleted` is also
    a case whose channel was deleted.
    """

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
    description: str
    priority: int
    deadline: datetime | None
    assignee_id: int | None
    assignee: str | None
    assigned_at: datetime | None
    assigned_by: str | None
    hook_id: int | None
    deleted: bool


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """What somebody did to a case; `detail` says more, such as the new value, or "#12" for a merged case."""

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


def counts(channel_id: int) -> Counts:
    """How many cases of a channel are open and closed."""
    with connection():
        rows = execute(
            f"SELECT state, COUNT(*) FROM cases WHERE channel_id = ? AND {LIVING} GROUP BY state", (channel_id,)
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
    """The case with a number in a channel, or the one that the number leads to; raises NotThere."""
    where = " WHERE cases.id = (SELECT COALESCE(merged_into_id, id) FROM cases WHERE channel_id = ? AND number = ?)"
    with connection():
        rows = execute(SELECT + where, (channel_id, number))
    return _one(rows, f"Case #{number}")


def history(case_id: int) -> list[HistoryEntry]:
    """Who changed what on a case; oldest first."""
    with connection():
        rows = execute('SELECT id, at, "by", action, detail FROM history WHERE case_id = ? ORDER BY id', (case_id,))
    return [HistoryEntry(row[0], from_stored(row[1]), *row[2:]) for row in rows]


def mark_read(case_id: int) -> None:
    """A person has seen the case."""
    with writing(beside=True):
        if news_in := case_counts.mark_read(case_id):
            tell(news_in)


def from_row(row: Sequence[Any]) -> Case:
    """The case in a row of SELECT."""
    closed_at, deadline, assigned_at = (None if row[at] is None else from_stored(row[at]) for at in (9, 15, 18))
    first = (*row[:7], from_stored(row[7]), from_stored(row[8]), closed_at, row[10], row[11], bool(row[12]))
    values = (*first, row[13], row[14], deadline, row[16], row[17], assigned_at, row[19], row[20], bool(row[21]))
    return Case(*values)


def _one(rows: Sequence[Sequence[Any]], what: str) -> Case:
    if not rows:
        raise NotThere(f"{what} is not there.", "Look for it in the list of cases.")
    return from_row(rows[0])
