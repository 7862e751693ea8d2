"""Report and Outcome: what a delivery says, and what recording it did. Plain data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from hashlib import blake2b
from typing import Literal

AttachmentType = Literal["file", "link"]
State = Literal["open", "closed"]
# "skipped" is the outcome of a delivery alone: its format left none of its reports.
OutcomeStatus = Literal["posted", "opened", "updated", "repeated", "closed", "already_reported", "skipped"]

SUBJECT_LENGTH = 255
NO_SUBJECT = "(no text)"


# Spaces and characters of no width, such as a byte order mark alone, are no text to anybody.
_SEEN = re.compile(r"[^\s\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")


def is_blank(text: str) -> bool:
    """Whether there is nothing to see in a text."""
    return not text.strip() or (not text.isascii() and _SEEN.search(text) is None)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file or a link that came with a report, as it was posted."""

    type: AttachmentType
    display_name: str | None
    ext: str | None
    url: str

    @property
    def name(self) -> str:
        """What its sender called it, which may be nothing."""
        name = self.display_name or ""
        return f"{name}.{self.ext}" if self.ext else name


@dataclass(frozen=True, slots=True)
class Report:
    """What a delivery says, parsed and checked.

    `references` holds every other report once, in the sender's order, without the report's own id.
    `repaired` lists JSON pointers (RFC 6901) of what had to be changed to be kept. `key` names the lasting trouble that
    the report is about, `state` says whether the trouble goes on, `priority` is a place in PRIORITIES. A `remark` is
    said of a trouble, such as that somebody looks at it: it opens no case and reopens none. `files` are those that came
    in the same post, each by what it is called and the SHA-256 of what is in it.
    """

    id: str | None = None
    references: tuple[str, ...] = ()
    text: str = ""
    subject: str | None = None
    attachments: tuple[Attachment, ...] = ()
    repaired: tuple[str, ...] = ()
    key: str | None = None
    state: State = "open"
    priority: int | None = None
    remark: bool = False
    files: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What recording a report did; `message` is the message's id, `case` the case's number in its channel.

    What was already reported or repeated has no message.
    """

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


def content_of(report: Report) -> str:
    """A digest of what a report says: the same for two that tell a person the same.

    Its references count, so that none that has to be awaited goes with a report that is only counted.
    """
    attachments = [astuple(attachment) for attachment in report.attachments]
    said = repr((report.subject, report.text, attachments, report.references, *report.files))
    return blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def leading(outcomes: Sequence[Outcome]) -> Outcome:
    """The outcome that stands for those of a whole delivery: the first that opened a case, or else the first.

    A delivery has one row with one outcome, one case and one message, and a new case is what a person has to see.
    """
    return next((outcome for outcome in outcomes if outcome.status == "opened"), outcomes[0])
