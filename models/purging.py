"""Deletes what removed channels held, in batches small enough that no post waits for them."""

from __future__ import annotations

from collections.abc import Callable

from models.database import connection, execute, writing

BATCH = 500

# Children first. The removed channel and its hooks stay as a few bytes, so that their URLs answer "gone".
STEPS = (
    "DELETE FROM awaited WHERE (channel_id, report_id, message_id) IN"
    " (SELECT channel_id, report_id, message_id FROM awaited WHERE channel_id = ? LIMIT ?)",
    "DELETE FROM attachments WHERE id IN (SELECT attachments.id FROM attachments"
    " JOIN messages ON messages.id = attachments.message_id WHERE messages.channel_id = ? LIMIT ?)",
    "DELETE FROM messages WHERE id IN (SELECT id FROM messages WHERE channel_id = ? LIMIT ?)",
    "DELETE FROM history WHERE id IN (SELECT history.id FROM history"
    " JOIN cases ON cases.id = history.case_id WHERE cases.channel_id = ? LIMIT ?)",
    "UPDATE cases SET merged_into_id = NULL WHERE id IN (SELECT id FROM cases"
    " WHERE channel_id = ? AND merged_into_id IS NOT NULL LIMIT ?)",
    "DELETE FROM cases WHERE id IN (SELECT id FROM cases WHERE channel_id = ? LIMIT ?)",
    "DELETE FROM reported WHERE (channel_id, report_id) IN"
    " (SELECT channel_id, report_id FROM reported WHERE channel_id = ? LIMIT ?)",
    "DELETE FROM deliveries WHERE id IN (SELECT id FROM deliveries WHERE channel_id = ? LIMIT ?)",
)


def purge_removed(progress: Callable[[int], bool] | None = None) -> None:
    """Delete the contents of removed channels; what was not done is done by the next call.

    `progress` gets the number of rows deleted so far and returns False to stop.
    """
    with connection():
        removed = [row[0] for row in execute("SELECT id FROM channels WHERE removed_at IS NOT NULL")]
        done = 0
        for channel_id in removed:
            for step in STEPS:
                while deleted := _batch(step, channel_id):
                    done += deleted
                    if progress is not None and not progress(done):
                        return


def _batch(step: str, channel_id: int) -> int:
    with writing():
        return len(execute(f"{step} RETURNING 1", (channel_id, BATCH)))
