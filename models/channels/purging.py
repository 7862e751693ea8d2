"""Deletes what removed channels held, in batches small enough that no post waits for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from models.database import change, connection, execute, read_column
from models.database.tables import StoredTime
from models.upkeep.batches import in_batches

# Removed channels that still hold something.
HOLDING = (
    "SELECT id FROM channels WHERE removed_at IS NOT NULL AND ("
    "EXISTS (SELECT 1 FROM messages WHERE channel_id = channels.id)"
    " OR EXISTS (SELECT 1 FROM cases WHERE channel_id = channels.id)"
    " OR EXISTS (SELECT 1 FROM reported WHERE channel_id = channels.id)"
    " OR EXISTS (SELECT 1 FROM deliveries WHERE channel_id = channels.id))"
)

# What goes with a message and with a case, by the column that names it; they themselves are last.
MESSAGE = (("awaited", "message_id"), ("attachments", "message_id"), ("message_words", "rowid"), ("messages", "id"))
CASE = (
    ("history", "case_id"), ("links", "case_id"), ("links", "other_id"), ("case_words", "rowid"), ("cases", "id"),
)  # fmt: skip
# Report ids of other channels that lead to a case of this channel, or through one, with the case they end at.
LEADING = (
    "SELECT reported.channel_id, reported.scope, reported.report_id, home.id, home.channel_id FROM reported"
    " JOIN cases AS first ON first.id = reported.case_id"
    " JOIN cases AS home ON home.id = COALESCE(first.merged_into_id, first.id)"
    " WHERE reported.channel_id <> ? AND (first.channel_id = ? OR home.channel_id = ?)"
)
CROSSING = (
    "SELECT stub.id, stub.channel_id, home.id, home.channel_id FROM cases AS stub"
    " JOIN cases AS home ON home.id = stub.merged_into_id WHERE stub.merged_into_id IS NOT NULL"
    " AND stub.channel_id <> home.channel_id AND ? IN (stub.channel_id, home.channel_id) ORDER BY stub.id DESC"
)
REPORTED = (
    "DELETE FROM reported WHERE (channel_id, scope, report_id) IN"
    " (SELECT channel_id, scope, report_id FROM reported WHERE channel_id = ? LIMIT ?)"
)


def purge_removed(keep_going: Callable[[], bool] = lambda: True) -> int:
    """Delete the contents of removed channels; how many rows that were, without what hung on them.

    What was not done is done by the next call; `keep_going` is asked before each batch. The channel and its hooks
    stay as a few bytes, so that their URLs answer "gone".
    """
    with connection():
        removed = read_column(HOLDING)
    return sum(_purge(channel_id, keep_going) for channel_id in removed)


def part(channel_id: int, at: StoredTime) -> set[int]:
    """Let nothing of other channels lead into a channel that is going; the ids of the channels that this changed.

    The caller holds the write transaction. A case that was moved or merged into it goes with it: what is left of it
    where it came from is a deleted case, to which its number and its report ids lead, and which comes back with the
    next report about it.
    """
    crossing = execute(CROSSING, (channel_id,))
    if not crossing:
        return set()
    stubs = {(stub_channel, home): stub for stub, stub_channel, home, _ in crossing}
    for reporting, scope, report_id, home, home_channel in execute(LEADING, (channel_id,) * 3):
        case_id = stubs[reporting, home] if home_channel == channel_id else home
        execute(
            "UPDATE reported SET case_id = ? WHERE channel_id = ? AND scope = ? AND report_id = ?",
            (case_id, reporting, scope, report_id),
        )
    for stub, stub_channel, home, home_channel in crossing:
        if home_channel == channel_id:
            first = stubs[stub_channel, home]
            leads_to = None if stub == first else first
            execute("UPDATE cases SET merged_into_id = ?, deleted_at = ? WHERE id = ?", (leads_to, at, stub))
    execute(
        "DELETE FROM awaited WHERE channel_id <> ? AND message_id IN (SELECT id FROM messages WHERE channel_id = ?)",
        (channel_id, channel_id),
    )
    return {stub_channel for _, stub_channel, _, _ in crossing}


def _purge(channel_id: int, keep_going: Callable[[], bool]) -> int:
    """Delete one kind of thing after the other; nobody can add to them any more."""
    kinds = (
        partial(_delete, "messages", MESSAGE, channel_id),
        partial(_delete, "cases", CASE, channel_id),
        partial(_forget, channel_id),
        partial(_delete, "deliveries", (("deliveries", "id"),), channel_id),
    )
    return sum(in_batches(delete, keep_going) for delete in kinds)


def _forget(channel_id: int, most: int) -> int:
    return change(REPORTED, (channel_id, most))


def _delete(table: str, parts: Sequence[tuple[str, str]], channel_id: int, most: int) -> int:
    ids = read_column(f"SELECT id FROM {table} WHERE channel_id = ? LIMIT ?", (channel_id, most))
    if ids:
        marks = ", ".join("?" * len(ids))
        if table == "cases":
            execute(f"UPDATE cases SET merged_into_id = NULL WHERE merged_into_id IN ({marks})", ids)
        for part, column in parts:
            execute(f"DELETE FROM {part} WHERE {column} IN ({marks})", ids)
    return len(ids)
