"""Report and Outcome: what a delivery says, and what recording it did. Plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

AttachmentType = Literal["file", "link"]
OutcomeStatus = Literal["posted", "opened", "updated", "already_reported"]

SUBJECT_LENGTH = 255
NO_SUBJECT = "(no text)"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file or a link that came with a report, as it was posted."""

    type: AttachmentType
    display_name: str | None
    ext: str | None
    url: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a delivery says, parsed and checked.

    `references` holds every other report once, in the sender's order, without the report's own id.
    `repaired` lists JSON pointers (RFC 6901) of what had to be changed to be kept.
    """

    id: str | None = None
    references: tuple[str, ...] = ()
    text: str = ""
    subject: str | None = None
    attachments: tuple[Attachment, ...] = ()
    repaired: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What recording a report did; `message` is the message's id, `case` the case's number in its channel."""

    status: OutcomeStatus
    message: int | None
    case: int | None
    unknown_references: tuple[str, ...] = ()
    repaired: tuple[str, ...] = ()
    case_id: int | None = None


def subject_of(report: Report) -> str:
    """The subject of the case that a report opens: its own, or the first line of its text, or an attachment."""
    candidates = [report.subject or "", *report.text.splitlines()]
    candidates += [attachment.display_name or attachment.url for attachment in report.attachments]
    subject = next((line for line in (" ".join(c.split()) for c in candidates) if line), NO_SUBJECT)
    return subject if len(subject) <= SUBJECT_LENGTH else subject[: SUBJECT_LENGTH - 1] + "…"
