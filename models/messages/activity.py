"""The activity of a channel: messages that belong to no case."""

from __future__ import annotations

from models.database import execute
from models.messages import index


def take_out(message_id: int) -> None:
    """Remove a message, unless it went into a case meanwhile. The caller holds the write transaction."""
    there = "SELECT 1 FROM messages WHERE id = ? AND kind = 'activity' AND case_id IS NULL"
    if execute(there, (message_id,)):
        index.forget_message(message_id)
        for table in ("attachments", "awaited"):
            execute(f"DELETE FROM {table} WHERE message_id = ?", (message_id,))
        execute("DELETE FROM messages WHERE id = ?", (message_id,))
