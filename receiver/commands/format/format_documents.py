"""Formats as JSON for scripts: they live on these keys (docs/api.md), which stay as they are."""

from __future__ import annotations

from models.channels.hook_rules import by_format
from models.exports.case_document import Document, utc
from receiver.commands.format.format_texts import Shown


def of_format(found: Shown) -> Document:
    own = found.own
    return {
        "name": found.name,
        "reads": found.name if own is None else by_format(own.id),
        "about": found.about,
        "preset": own is None,
        "published": None if own is None else own.published,
        "draft_changed_at": None if own is None or own.draft_changed_at is None else utc(own.draft_changed_at),
    }


def of_format_whole(found: Shown) -> Document:
    """What `format show` prints: the format with its versions, newest first, and a text of it."""
    return {
        **of_format(found),
        "versions": [
            {"version": one.number, "published_at": utc(one.published_at), "note": one.note} for one in found.versions
        ],
        "version": found.version,
        "text": found.text,
    }
