"""Merging a case into another: everything it holds moves, and its number leads there from then on."""

from __future__ import annotations

from collections.abc import Sequence

from models.cases import case_counts
from models.database import execute, read_column, read_value
from models.database.tables import StoredTime
from models.messages import index

MOVE = "UPDATE messages SET case_id = ?, channel_id = (SELECT channel_id FROM cases WHERE id = ?)"


def absorb(case_id: int, *, into: int, at: StoredTime, by: str, keep_opening: bool = False) -> None:
    """Bring everything of a living case into another one, which may be in another channel; its words find the survivor.

    As bring_in(). The caller holds the write transaction.
    """
    bring_in(case_id, into=into, at=at, by=by, keep_opening=keep_opening)
    index.index_case(into)


def bring_in(case_id: int, *, into: int, at: StoredTime, by: str, keep_opening: bool = False) -> None:
    """Bring everything of a living case into another one, whose words are indexed by the caller when all are there.

    Cases that led to it lead to the survivor at once, so that a chain is never longer than one. The case's opening
    becomes an update of the survivor, as if it had come in the right order, unless `keep_opening`. Its description is
    added to the survivor's. The caller holds the write transaction.
    """
    if not keep_opening:
        execute("UPDATE messages SET kind = 'update' WHERE case_id = ? AND kind = 'opening'", (case_id,))
    moved = read_column("SELECT id FROM messages WHERE case_id = ?", (case_id,)) if _are_apart(case_id, into) else ()
    execute(f"{MOVE} WHERE case_id = ?", (into, into, case_id))
    index.index_messages(moved)
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
    if description:
        added = f"\n\n{description}"
        execute("UPDATE cases SET description = TRIM(description || ?, ?) WHERE id = ?", (added, "\n", into))


def move(messages: Sequence[int], case_id: int, *, into: int, at: StoredTime) -> None:
    """Bring some messages of a case into another one, which takes all of it in the end."""
    if not messages:
        return
    execute(f"{MOVE} WHERE id IN ({', '.join('?' * len(messages))})", (into, into, *messages))
    if _are_apart(case_id, into):
        index.index_messages(messages)
    case_counts.add_comments(case_id, -len(messages))
    case_counts.add_news(into, at, len(messages))


def _are_apart(case_id: int, other: int) -> bool:
    """Whether two cases are in different channels."""
    return len(execute("SELECT DISTINCT channel_id FROM cases WHERE id IN (?, ?)", (case_id, other))) > 1


def _move_links(case_id: int, into: int) -> None:
    rows = execute(
        "DELETE FROM links WHERE case_id = ? OR other_id = ? RETURNING case_id, other_id", (case_id, case_id)
    )
    for one, other in rows:
        ends = sorted({into if end == case_id else end for end in (one, other)})
        if len(ends) == 2:
            execute("INSERT INTO links (case_id, other_id) VALUES (?, ?) ON CONFLICT DO NOTHING", ends)
