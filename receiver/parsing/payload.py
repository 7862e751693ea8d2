"""Payload: the bytes of a delivery to a Report, or every problem with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import msgspec

from models.cases.cases import PRIORITIES
from models.report import Attachment, Report, is_blank
from receiver.answers import Fault, Refused
from receiver.parsing import decoding, faults, own_document
from receiver.parsing.decoded import Decoded
from receiver.parsing.report_shape import MAX_ATTACHMENTS, MAX_ID, File, Posted

_MAX_SUBJECT = 255  # characters

# msgspec 0.22 learns a type at its first use, and two threads that do so at once crash the process. Once is
# enough, and the import is one thread's.
msgspec.convert({}, Posted)


@dataclass(frozen=True, slots=True)
class Read:
    """The reports of a body in Hookdesk's own shape, and by their places among all what is wrong with the others."""

    reports: tuple[Report, ...]
    faulty: Mapping[int, tuple[Fault, ...]]


def parse(body: bytes, content_type: str = "", coding: str = "") -> list[Report]:
    """The reports in a body, at least one, and all of them right; `coding` is its Content-Encoding.

    Raises Refused: invalid_json, invalid_report, payload_too_large, unsupported_coding.
    """
    found = read(decoding.decode(body, content_type, coding))
    if found.faulty:
        raise refusal(found.faulty)
    return list(found.reports)


def read(decoded: Decoded, came: str = "") -> Read:
    """The reports in what was decoded: Hookdesk's own JSON or form, or a text that was sent as one.

    `came` is what the first of them says where it has no text: which files came with it.

    One of several that is wrong does not keep the others out. Raises Refused (invalid_json, invalid_report) where
    there is no other.
    """
    reports: list[Report] = []
    faulty: dict[int, tuple[Fault, ...]] = {}
    for at, own in enumerate(own_document.find(decoded)):
        try:
            report = _report(msgspec.convert(own.document, Posted), "" if at else came)
        except (msgspec.ValidationError, _Misshapen) as error:
            faulty[at] = tuple(own.faults(faults.find(own.document) or (Fault("", str(error)),)))
            continue
        if decoded.repaired or report.repaired:
            report = replace(report, repaired=own.repaired(decoded.repaired, report.repaired))
        reports.append(report)
    if not reports:
        raise refusal(faulty)
    return Read(tuple(reports), faulty)


def told(faulty: Mapping[int, tuple[Fault, ...]]) -> str:
    """What is wrong, in a sentence: the one thing with its place, or how many."""
    found = _all(faulty)
    if len(found) > 1:
        return f"{len(found)} things are wrong; errors names each."
    first = found[0]
    return f"{first.pointer}: {first.detail}" if first.pointer else first.detail


def refusal(faulty: Mapping[int, tuple[Fault, ...]]) -> Refused:
    """Why a body with these faults is not taken."""
    return Refused("invalid_report", told(faulty), _all(faulty))


def _all(faulty: Mapping[int, tuple[Fault, ...]]) -> tuple[Fault, ...]:
    return tuple(fault for each in faulty.values() for fault in each)


class _Misshapen(Exception):
    """A document has a fault that the shape alone does not show."""


class _Mender:
    """Makes strings that every database can keep, and notes which ones it had to change."""

    def __init__(self) -> None:
        self.pointers: list[str] = []

    def text(self, value: str, *pointer: object) -> str:
        if "\0" not in value:
            return value
        self.note(*pointer)
        return value.replace("\0", "\ufffd")

    def optional(self, value: str | None, *pointer: object) -> str | None:
        return None if value is None else self.text(value, *pointer)

    def identity(self, value: str | int | None, *pointer: object) -> str | None:
        """An id or a key; an empty one is none."""
        if value is None or value == "":
            return None
        found = self.text(str(value), *pointer)
        if len(found) > MAX_ID:
            raise _Misshapen("An id is too long.")
        return found

    def note(self, *pointer: object) -> None:
        place = "".join(f"/{part}" for part in pointer)
        if place not in self.pointers:
            self.pointers.append(place)


def _report(posted: Posted, came: str) -> Report:
    mender = _Mender()
    identity = mender.identity(posted.id, "id")
    references = _references(posted, identity, mender)
    key = mender.identity(posted.key, "key")
    text = mender.text(posted.text or "", "text")
    subject = _subject(posted.subject, mender)
    attachments = _attachments(posted, mender)
    if is_blank(text):
        text = came or text
    if not attachments and is_blank(text):
        raise _Misshapen("There is nothing in it.")
    priority = None if posted.priority is None else PRIORITIES.index(posted.priority)
    repaired, state = tuple(mender.pointers), posted.state or "open"
    return Report(identity, references, text, subject, attachments, repaired, key, state, priority)


def _references(posted: Posted, own: str | None, mender: _Mender) -> tuple[str, ...]:
    """Each other report that is named, once, in the sender's order."""
    if posted.references is None:
        return ()
    if isinstance(posted.references, list):
        found = [mender.identity(each, "references", at) for at, each in enumerate(posted.references)]
    else:
        found = [mender.identity(posted.references, "references")]
    return tuple(each for each in dict.fromkeys(found) if each is not None and each != own)


def _subject(value: str | None, mender: _Mender) -> str | None:
    """A subject is one line, and not a long one."""
    if value is None:
        return None
    line = " ".join(mender.text(value, "subject").split())
    if len(line) > _MAX_SUBJECT:
        mender.note("subject")
        line = line[: _MAX_SUBJECT - 1].rstrip() + "…"
    return line or None


def _attachments(posted: Posted, mender: _Mender) -> tuple[Attachment, ...]:
    if posted.attachments is None and posted.attachment is None:
        return ()
    found = []
    for name, attachments in (("attachments", posted.attachments), ("attachment", posted.attachment)):
        for at, each in enumerate(attachments or ()):
            found.append(
                Attachment(
                    "file" if isinstance(each, File) else "link",
                    mender.optional(each.display_name, name, at, "displayName"),
                    mender.optional(each.ext, name, at, "ext"),
                    mender.text(each.url, name, at, "url"),
                )
            )
    if len(found) > MAX_ATTACHMENTS:
        raise _Misshapen("There are too many attachments.")
    return tuple(found)
