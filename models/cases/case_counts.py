"""What is counted of a case: its messages, whether one is unread, when it was updated.

The caller holds the write transaction.
"""

from __future__ import annotations

from models.database import execute, read_column, read_value
from models.database.tables import StoredTime


def add_news(case_id: int, at: StoredTime, messages: int = 1) -> None:
    """Messages of senders came: nobody has read them yet."""
    text = "UPDATE cases SET messages = messages + ?, updated_at = ?, unread = TRUE WHERE id = ?"
    execute(text, (messages, at, case_id))


def add_comments(case_id: int, comments: int) -> None:
    """People said something, or took it back where the number is below zero: who works here need not be told."""
    execute("UPDATE cases SET messages = messages + ? WHERE id = ?", (comments, case_id))


def hand_over(case_id: int, into: int, at: StoredTime) -> None:
    """All messages of a case went into another one."""
    messages = read_value("SELECT messages FROM cases WHERE id = ?", (case_id,))
    execute("UPDATE cases SET messages = 0, unread = FALSE WHERE id = ?", (case_id,))
    add_news(into, at, messages)


def recount(case_id: int) -> None:
    """Messages went out of a case, or into it, that nobody counted."""
    count = "SELECT COUNT(*) FROM messages WHERE case_id = cases.id"
    execute(f"UPDATE cases SET messages = ({count}) WHERE id = ?", (case_id,))


def mark_read(case_id: int) -> list[int]:
    """A person has seen it. The ids of the channels in which that is news, at most one."""
    return read_column("UPDATE cases SET unread = FALSE WHERE id = ? AND unread RETURNING channel_id", (case_id,))


def set_unread(case_id: int, unread: bool) -> None:
    """Say whether a person has still to read it."""
    execute("UPDATE cases SET unread = ? WHERE id = ?", (unread, case_id))


def touch(case_id: int, at: StoredTime) -> None:
    """The case was updated then."""
    execute("UPDATE cases SET updated_at = ? WHERE id = ?", (at, case_id))


def put_back_time(case_id: int, before: StoredTime, after: StoredTime) -> None:
    """A case is updated when it was before an action that is taken back, unless something came since."""
    execute("UPDATE cases SET updated_at = ? WHERE id = ? AND updated_at = ?", (before, case_id, after))
