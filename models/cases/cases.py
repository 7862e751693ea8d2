"""Cases: one of them, with its history, and how many there are. Lists are in case_pages, actions in case_actions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from models.cases import case_counts
from models.database import connection, execute, writing
from models.database.rows import Column, Rows
from models.database.tables import from_stored, from_stored_or_none
from models.news.changes import tell
from models.problems import NotThere, Words

State = Literal["open", "closed"]
Action = Literal[
    "closed", "reopened", "merged", "moved", "assigned", "priority", "deadline", "subject", "description",
    "linked", "unlinked", "deleted", "restored",
]  # fmt: skip
ACTIONS: tuple[str, ...] = get_args(Action)

# As Emakin has them; the place in the row is what the database keeps.
Priority = Literal["None", "Low", "Normal", "High", "Very High", "Critical"]
PRIORITIES: tuple[Priority, ...] = get_args(Priority)

LIVING = "cases.merged_into_id IS NULL AND cases.deleted_at IS NULL"


@dataclass(frozen=True, slots=True)
class Case:
    """A case with what its row in a list shows.

    `messages` is their number, `priority` a place in PRIORITIES, `assignee` the name of the person. `closed_by_sender`
    says that `closed_by` is a hook. `deleted` is true also where the channel of the case was deleted.
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
    closed_by_sender: bool
    key: str | None
    deleted: bool


CASES = Rows(
    Case,
    Column("id", "cases.id"),
    Column("channel_id", "cases.channel_id"),
    Column("channel", "channels.name"),
    Column("number", "cases.number"),
    Column("subject", "cases.subject"),
    Column("state", "cases.state"),
    Column("opened_by", "cases.opened_by"),
    Column("created_at", "cases.created_at", from_stored),
    Column("updated_at", "cases.updated_at", from_stored),
    Column("closed_at", "cases.closed_at", from_stored_or_none),
    Column("closed_by", "cases.closed_by"),
    Column("messages", "cases.messages"),
    Column("unread", "cases.unread", bool),
    Column("description", "cases.description"),
    Column("priority", "cases.priority"),
    Column("deadline", "cases.deadline", from_stored_or_none),
    Column("assignee_id", "cases.assignee_id"),
    Column("assignee", "people.name"),
    Column("assigned_at", "cases.assigned_at", from_stored_or_none),
    Column("assigned_by", "cases.assigned_by"),
    Column("hook_id", "cases.hook_id"),
    Column("closed_by_sender", "cases.closed_by_sender", bool),
    Column("key", "cases.key"),
    Column("deleted", "cases.deleted_at IS NOT NULL OR channels.removed_at IS NOT NULL", bool),
)
SELECT = (
    f"SELECT {CASES.sql} FROM cases JOIN channels ON channels.id = cases.channel_id"
    " LEFT JOIN people ON people.id = cases.assignee_id"
)
# The case in a row of SELECT.
from_row = CASES.make


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """What somebody did to a case; `detail` says more, such as the new value, or "#12" for a merged case."""

    id: int
    at: datetime
    by: str
    action: Action
    detail: str


ENTRIES = Rows(
    HistoryEntry,
    Column("id", "id"),
    Column("at", "at", from_stored),
    Column("by", '"by"'),
    Column("action", "action"),
    Column("detail", "detail"),
)


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
    return _one(rows, Words("This case is not there."))


def find(channel_id: int, number: int) -> Case:
    """The case with a number in a channel, or the one that the number leads to; raises NotThere."""
    where = " WHERE cases.id = (SELECT COALESCE(merged_into_id, id) FROM cases WHERE channel_id = ? AND number = ?)"
    with connection():
        rows = execute(SELECT + where, (channel_id, number))
    return _one(rows, Words("Case #{number} is not there.", {"number": str(number)}))


def history(case_id: int) -> list[HistoryEntry]:
    """Who changed what on a case; oldest first."""
    with connection():
        rows = execute(f"SELECT {ENTRIES.sql} FROM history WHERE case_id = ? ORDER BY id", (case_id,))
    return [ENTRIES.make(row) for row in rows]


def mark_read(case_id: int) -> None:
    """Note that a person has seen the case."""
    with writing(beside=True):
        if news_in := case_counts.mark_read(case_id):
            tell(news_in)


def _one(rows: Sequence[Sequence[Any]], what: Words) -> Case:
    if not rows:
        raise NotThere("{what}", "Look for it in the list of cases.", what=what)
    return from_row(rows[0])
