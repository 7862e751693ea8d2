"""Formats as JSON for scripts: they live on these keys (docs/api.md), which stay as they are."""

from __future__ import annotations

from models.cases.cases import PRIORITIES
from models.exports.case_document import Document, utc
from models.recording.foresight import Foreseen
from models.report import Report
from receiver.commands.format.format_texts import Shown


def of_format(found: Shown) -> Document:
    own = found.own
    return {
        "name": found.name,
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


def of_report(report: Report, foreseen: Foreseen | None) -> Document:
    """What a report says, and what it would do at a hook now."""
    return {
        "status": None if foreseen is None else foreseen.status,
        "case": None if foreseen is None else foreseen.case,
        "id": report.id,
        "key": report.key,
        "state": report.state,
        "remark": report.remark,
        "priority": None if report.priority is None else PRIORITIES[report.priority],
        "references": list(report.references),
        "subject": report.subject,
        "text": report.text,
        "links": [{"name": each.display_name, "url": each.url} for each in report.attachments],
    }
