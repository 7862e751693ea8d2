"""Attachments: the files and links that came with messages."""

from __future__ import annotations

from collections.abc import Sequence

from models.database import connection, execute, read_value
from models.database.rows import Column, Rows
from models.report import Attachment

ATTACHMENTS = Rows(
    Attachment,
    Column("type", "type"),
    Column("display_name", "display_name"),
    Column("ext", "ext"),
    Column("url", "url"),
)


def of_messages(ids: Sequence[int]) -> dict[int, tuple[Attachment, ...]]:
    """The attachments of each message that has some, in the sender's order. The connection is open."""
    if not ids:
        return {}
    found: dict[int, list[Attachment]] = {}
    marks = ", ".join("?" * len(ids))
    for *values, message in execute(
        f"SELECT {ATTACHMENTS.sql}, message_id FROM attachments WHERE message_id IN ({marks})"
        " ORDER BY message_id, position",
        ids,
    ):
        found.setdefault(message, []).append(ATTACHMENTS.make(values))
    return {message: tuple(attachments) for message, attachments in found.items()}


def number() -> int:
    """How many attachments there are. They are counted in an index, which is small: no condition may be added."""
    with connection():
        return int(read_value("SELECT COUNT(*) FROM attachments"))
