"""Merging a case into another: everything it holds moves, and its number leads there from then on."""

from __future__ import annotations

from models.cases import case_counts
from models.database import execute, read_value
from models.database.tables import StoredTime
from models.messages import index


def absorb(case_id: int, *, into: int, at: StoredTime, by: str, keep_opening: bool = False) -> None:
    """Bring everything of a living case into another one, which may be in another channel.

    Cases that led to it lead to the survivor at once, so that a chain is never longer than one. The case's opening
    becomes an update of the survivor, as if it had come in the right order, unless `keep_opening`. Its description is
    added to the survivor's, and its words find the survivor. The caller holds the write transaction.
    """
    if not keep_opening:
        execute("UPDATE messages SET kind = 'update' WHERE case_id = ? AND kind = 'opening'", (case_id,))
    execute(
        "UPDATE messages SET case_id = ?, channel_id = (SELECT channel_id FROM cases WHERE id = ?) WHERE case_id = ?",
        (into, into, case_id),
    )
    if len(execute("SELECT DISTINCT channel_id FROM cases WHERE id IN (?, ?)", (case_id, into))) > 1:
        index.index_in_channel(into)
    execute("UPDATE history SET case_id = ? WHERE case_id = ?", (into, case_id))
    execute("UPDATE cases SET merged_into_id = ? WHERE merged_into_id = ?", (into, case_id))
    _move_links(case_id, into)
    case_counts.hand_over(case_id, into, at)
    description = read_value("SELECT description FROM cases WHERE id = ?", (case_id,))
    execute(
        "UPDATE cases SET merged_into_id = ?, state = 'closed', closed_at = ?, closed_by = ?, description = ''"
        " WHERE id = ?",
        (into, at, by, case_id),
    )
    added = f"\n\n{description}"
    execute("UPDATE cases SET description = TRIM(description || ?, ?) WHERE id = ?", (added, "\n", into))
    index.index_case(into)


def _move_links(case_id: int, into: int) -> None:
    rows = execute(
        "DELETE FROM links WHERE case_id = ? OR other_id = ? RETURNING case_id, other_id", (case_id, case_id)
    )
    for one, other in rows:
        ends = sorted({into if end == case_id else end for end in (one, other)})
        if len(ends) == 2:
            execute("INSERT INTO links (case_id, other_id) VALUES (?, ?) ON CONFLICT DO NOTHING", ends)
