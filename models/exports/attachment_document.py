"""An attachment as JSON, for exports and for scripts: they live on its keys (docs/api.md), which stay as they are."""

from __future__ import annotations

from models.exports.case_document import Document, utc
from models.messages.attachments import Listed
from models.messages.posted import Posted


def of_attachment(posted: Posted) -> Document:
    """The attachment as it was posted, and what became of its file: what was not posted or is not known has no key."""
    document = {
        "attachment": posted.id,
        "@type": posted.type,
        "displayName": posted.display_name,
        "ext": posted.ext,
        "url": posted.url,
        "state": posted.state,
        "why": None if posted.why is None else str(posted.why),
        "size": posted.size,
        "content_type": posted.content_type,
    }
    return {key: value for key, value in document.items() if value is not None}


def of_attachment_whole(listed: Listed) -> Document:
    """What `attachment list` and `attachment show` print: each key is there, with null for what is not known."""
    posted = listed.posted
    return {
        "attachment": posted.id,
        "channel": listed.channel,
        "case": listed.case,
        "message": listed.message,
        "type": posted.type,
        "name": posted.name,
        "url": posted.url,
        "state": posted.state,
        "why": None if posted.why is None else str(posted.why),
        "attempts": posted.attempts,
        "next_at": utc(posted.next_at),
        "received": posted.received,
        "expected": posted.expected,
        "size": posted.size,
        "content_type": posted.content_type,
        "sha256": posted.hash,
    }
