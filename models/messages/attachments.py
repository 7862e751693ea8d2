"""Attachments: the files and links that came with messages."""

from __future__ import annotations

from collections.abc import Sequence

from models.database import connection, execute, read_value
from models.messages.posted import POSTED, SELECT, Posted
from models.problems import NotThere


def of_messages(ids: Sequence[int]) -> dict[int, tuple[Posted, ...]]:
    """The attachments of each message that has some, in the sender's order. The connection is open."""
    if not ids:
        return {}
    found: dict[int, list[Posted]] = {}
    marks = ", ".join("?" * len(ids))
    for row in execute(
        f"{SELECT} WHERE attachments.message_id IN ({marks}) ORDER BY attachments.message_id, attachments.position", ids
    ):
        found.setdefault(POSTED.rest(row)[0], []).append(POSTED.make(row))
    return {message: tuple(attachments) for message, attachments in found.items()}


def get(attachment_id: int) -> Posted:
    """One attachment as it is now; raises NotThere."""
    with connection():
        rows = execute(f"{SELECT} WHERE attachments.id = ?", (attachment_id,))
    if not rows:
        raise NotThere("This attachment is not there any more.", "It may have been deleted with its message.")
    return POSTED.make(rows[0])


def number() -> int:
    """How many attachments there are. They are counted in an index, which is small: no condition may be added."""
    with connection():
        return int(read_value("SELECT COUNT(*) FROM attachments"))
