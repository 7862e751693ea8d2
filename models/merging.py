"""Merging a case into another: everything it holds moves, and its number leads there from then on."""

from __future__ import annotations

from datetime import datetime

from models.database import execute
from models.tables import to_stored


def merge_case(case_id: int, *, into: int, at: datetime, by: str) -> None:
    """Merge a living case into another one. The caller holds the write transaction.

    Cases that were merged into it before lead to the survivor at once, so that a chain is never longer than one.
    """
    number, messages = execute("SELECT number, messages FROM cases WHERE id = ?", (case_id,))[0]
    stored = to_stored(at)
    # What opened it is an update of the survivor, as if it had come in the right order.
    execute("UPDATE messages SET kind = 'update' WHERE case_id = ? AND kind = 'opening'", (case_id,))
    execute("UPDATE messages SET case_id = ? WHERE case_id = ?", (into, case_id))
    execute("UPDATE history SET case_id = ? WHERE case_id = ?", (into, case_id))
    execute("UPDATE cases SET merged_into_id = ? WHERE merged_into_id = ?", (into, case_id))
    execute(
        "UPDATE cases SET merged_into_id = ?, state = 'closed', closed_at = ?, closed_by = ?, messages = 0,"
        " unread = FALSE WHERE id = ?",
        (into, stored, by, case_id),
    )
    execute(
        "UPDATE cases SET messages = messages + ?, updated_at = ?, unread = TRUE WHERE id = ?",
        (messages, stored, into),
    )
    execute(
        'INSERT INTO history (case_id, at, "by", action, detail) VALUES (?, ?, ?, ?, ?)',
        (into, stored, by, "merged", f"#{number}"),
    )
