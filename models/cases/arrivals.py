"""Arrivals: the cases that web hooks opened since somebody looked last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.cases import cases
from models.cases.cases import LIVING, Case
from models.database import connection, execute, read_value

# No more cases are read: the tray then says "100+".
MOST = 100

# A case that was moved has a new number, but is no new case.
SINCE = (
    f"{cases.SELECT} WHERE cases.id > ? AND cases.hook_id IS NOT NULL AND {LIVING} AND channels.removed_at IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM history WHERE history.case_id = cases.id AND action = 'moved')"
    f" ORDER BY cases.id DESC LIMIT {MOST + 1}"
)


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Cases that are there, the newest first, MOST at the most; `more` says that there are others.

    `newest_id` is that of the newest case of all.
    """

    cases: Sequence[Case]
    more: bool
    newest_id: int


def newest_id() -> int:
    """The id of the newest case, 0 when there is none."""
    with connection():
        return int(read_value("SELECT COALESCE(MAX(id), 0) FROM cases"))


def since(case_id: int) -> Arrivals:
    """What web hooks opened after the case with this id."""
    with connection():
        newest = newest_id()
        rows = execute(SINCE, (case_id,)) if newest > case_id else []
    found = [cases.from_row(row) for row in rows]
    return Arrivals(found[:MOST], len(found) > MOST, max([newest, *(case.id for case in found)]))
