"""A message as JSON, for exports and for scripts: they live on its keys (docs/api.md), which stay as they are."""

from __future__ import annotations

from models.exports.case_document import Document, utc
from models.messages.messages import Message
from models.report import Attachment


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
        "attachments": [_attachment(attachment) for attachment in message.attachments],
        "hook": message.hook,
        "author": message.author,
        "received_at": utc(message.received_at),
    }


def _attachment(attachment: Attachment) -> Document:
    """The attachment as it was posted: what was not posted has no key."""
    posted = {
        "@type": attachment.type,
        "displayName": attachment.display_name,
        "ext": attachment.ext,
        "url": attachment.url,
    }
    return {key: value for key, value in posted.items() if value is not None}
