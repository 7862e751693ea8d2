"""A message as JSON, for exports and for scripts: they live on its keys (docs/api.md), which stay as they are."""

from __future__ import annotations

from models.exports.attachment_document import of_attachment
from models.exports.case_document import Document, utc
from models.messages.messages import Message


def of_message(message: Message) -> Document:
    """The message with its attachments."""
    return {
        "message": message.id,
        "channel": message.channel,
        "case": message.case,
        "kind": message.kind,
        "text": message.text,
        "report_id": message.report_id,
        "references": list(message.references),
        "unknown_references": list(message.unknown_references),
        "attachments": [of_attachment(attachment) for attachment in message.attachments],
        "hook": message.hook,
        "author": message.author,
        "received_at": utc(message.received_at),
    }
