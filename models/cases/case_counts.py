"""What is counted of a case: its messages, whether one is unread, when it was updated.

The caller holds the write transaction.
"""

from __future__ import annotations

from models.database import execute, read_column, read_value
from models.database.tables import StoredTime


def add_news(case_id: int, at: StoredTime, messages: int = 1) -> None:
    """Count messages that senders sent; the case becomes unread."""
    text = "UPDATE cases SET messages = messages + ?, updated_at = ?, unread = TRUE WHERE id = ?"
    execute(text, (messages, at, case_id))


def add_comments(case_id: int, comments: int) -> None:
    """Count comments, a number below zero for those taken back. The case stays read: the people here wrote them."""
    execute("UPDATE cases SET messages = messages + ? WHERE id = ?", (comments, case_id))


def hand_over(case_id: int, into: int, at: StoredTime) -> None:
    """Count the messages of a case, all of them, on the case into which they went."""
    messages = read_value("SELECT messages FROM cases WHERE id = ?", (case_id,))
    execute("UPDATE cases SET messages = 0, unread = FALSE WHERE id = ?", (case_id,))
    add_news(into, at, messages)


def recount(case_id: int) -> None:
    """Count the messages of a case anew: some went out of it, or into it, uncounted."""
    count = "SELECT COUNT(*) FROM messages WHERE case_id = cases.id"
    execute(f"UPDATE cases SET messages = ({count}) WHERE id = ?", (case_id,))


def mark_read(case_id: int) -> list[int]:
    """Note that a person has seen the case. The ids of the channels that this changes: one, or none."""
    return read_column("UPDATE cases SET unread = FALSE WHERE id = ? AND unread RETURNING channel_id", (case_id,))


def set_unread(case_id: int, unread: bool) -> None:
    """Note whether a person has still to read the case."""
    execute("UPDATE cases SET unread = ? WHERE id = ?", (unread, case_id))


def touch(case_id: int, at: StoredTime) -> None:
    """Note when the case was updated."""
    execute("UPDATE cases SET updated_at = ? WHERE id = ?", (at, case_id))


def put_back_time(case_id: int, before: StoredTime, after: StoredTime) -> None:
    """Put the time of the update back to what it was before an action, unless something came since."""
    execute("UPDATE cases SET updated_at = ? WHERE id = ? AND updated_at = ?", (before, case_id, after))
