"""Messages in an export."""

from __future__ import annotations

from models.exports.message_document import of_message
from models.exports.table import Column, Table
from models.messages.messages import Message
from models.messages.posted import Posted


def _attachments(message: Message) -> str:
    """A line each."""
    return "\n".join(map(_attachment, message.attachments))


def _attachment(posted: Posted) -> str:
    """Its name, its URL, and what became of its file: log.txt https://example.org/log (kept, 1,234 bytes)."""
    size = "" if posted.size is None else f", {posted.size:,} bytes"
    state = "" if posted.state is None else f"({posted.state}{size})"
    return " ".join(filter(None, (posted.name, posted.url, state)))


MESSAGES = Table(
    "Messages",
    (
        Column("Channel", 18, lambda message: message.channel),
        Column("Case", 9, lambda message: message.case),
        Column("Time", 17, lambda message: message.received_at),
        Column("Who", 22, lambda message: message.hook or message.author),
        Column("Kind", 10, lambda message: message.kind),
        Column("Text", 80, lambda message: message.text),
        Column("Attachments", 56, _attachments),
    ),
    of_message,
)
