"""Attachments: the files and links that came with messages."""

from __future__ import annotations

from collections.abc import Sequence

from models.database import connection, execute
from models.report import Attachment


def of_messages(ids: Sequence[int]) -> dict[int, tuple[Attachment, ...]]:
    """The attachments of each message that has some, in the sender's order. The connection is open."""
    if not ids:
        return {}
    found: dict[int, list[Attachment]] = {}
    marks = ", ".join("?" * len(ids))
    for message, *values in execute(
        "SELECT message_id, type, display_name, ext, url FROM attachments"
        f" WHERE message_id IN ({marks}) ORDER BY message_id, position",
        ids,
    ):
        found.setdefault(message, []).append(Attachment(*values))
    return {message: tuple(attachments) for message, attachments in found.items()}


def number() -> int:
    """How many attachments there are. They are counted in an index, which is small: no condition may be added."""
    with connection():
        return int(execute("SELECT COUNT(*) FROM attachments")[0][0])
