"""Keys: what a case was opened under, how often that was said again, and which case came before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from models.cases.cases import LIVING, SELECT, Case, from_row
from models.database import connection, execute
from models.database.rows import Column, Rows
from models.database.tables import from_stored_or_none

OF_CASE = "WHERE (cases.id = ? OR cases.merged_into_id = ?) AND cases.key IS NOT NULL ORDER BY cases.id"
# The newest case that was opened under a key before another, or the case that this one was merged into.
BEFORE = (
    f"{SELECT} JOIN cases AS first ON cases.id = COALESCE(first.merged_into_id, first.id)"
    " WHERE first.channel_id = ? AND first.key_scope = ? AND first.key = ? AND first.id < ? AND cases.id <> ?"
    f" AND {LIVING} AND channels.removed_at IS NULL ORDER BY first.id DESC LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class CaseKey:
    """A key of a case; `key` was reported `repeats` times, the last time at `last_repeat_at`, with nothing new.

    `before` is the case that the key had before this one. A case that others were merged into has several keys.
    """

    key: str
    repeats: int
    last_repeat_at: datetime | None
    before: Case | None


KEYS = Rows(
    CaseKey,
    Column("key", "cases.key"),
    Column("repeats", "cases.repeats"),
    Column("last_repeat_at", "cases.last_repeat_at", from_stored_or_none),
    given=("before",),
)


def of_case(case_id: int) -> list[CaseKey]:
    """The keys of a case, and of those that were merged into it, in the order in which they were opened."""
    with connection():
        rows = execute(
            f"SELECT {KEYS.sql}, cases.id, cases.channel_id, cases.key_scope FROM cases {OF_CASE}", (case_id, case_id)
        )
        return [_made(row, case_id) for row in rows]


def _made(row: tuple[object, ...], case_id: int) -> CaseKey:
    under, channel_id, scope = KEYS.rest(row)
    found = execute(BEFORE, (channel_id, scope, row[0], under, case_id))
    return KEYS.make(row, from_row(found[0]) if found else None)
