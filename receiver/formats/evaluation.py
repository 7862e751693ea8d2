"""Evaluation: one format on one body, report by report."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC

from models.cases.cases import PRIORITIES
from models.report import SUBJECT_LENGTH, Attachment, Report
from receiver.formats.arrived import Arrived
from receiver.formats.fields import MOST_ITEMS, Fields, plain, seen
from receiver.formats.format import Format, FormatFault
from receiver.formats.rendering.default_rendering import keepable, render, told
from receiver.formats.rendering.link_finding import is_link
from receiver.formats.rendering.telling import one_line, said
from receiver.formats.templates import TemplateFault, evaluate
from receiver.formats.templates import render as render_template

MOST_REPORTS = 500  # of one delivery
_MOST_IDENTITY = 255  # characters
_MOST_REFERENCES = 100
_MOST_LINKS = 20

_BLANKS = re.compile(r"\n[ \t]*\n\s*\n")  # templates leave empty lines where they have nothing to say
Known = dict[str, object]


@dataclass(frozen=True, slots=True)
class Evaluated:
    """The reports of a body, and why some of them, if any, were rendered without the format."""

    reports: tuple[Report, ...]
    reasons: tuple[str, ...] = ()


def known_of(arrived: Arrived) -> Known:
    """What expressions and templates know of a delivery."""
    return {
        "body": seen(arrived.value),
        "headers": Fields(arrived.headers),
        "path": arrived.path,
        "method": arrived.method,
        "now": "" if arrived.at is None else arrived.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
    }


def evaluated(format_: Format, arrived: Arrived, known: Known) -> Evaluated:
    """The reports that a format makes of a body. What it cannot read is rendered without it, and never lost."""
    try:
        items = _items(format_, known)
    except _Unread as unread:
        return Evaluated((render(arrived),), (str(unread),))
    reports: list[Report] = []
    reasons: dict[str, None] = {}
    for inner, one in items[:MOST_REPORTS]:
        try:
            reports.extend(_report(format_, one))
        except _Unread as unread:
            reports.append(render(inner or arrived))
            reasons[str(unread)] = None
    if len(items) > MOST_REPORTS:
        left_out = len(items) - MOST_REPORTS
        reports.append(Report(text=f"{left_out} more reports stand in this delivery; {MOST_REPORTS} are taken."))
    return Evaluated(tuple(reports), tuple(reasons))


class _Unread(Exception):
    """A format could not read a body; the text says which part of it, and why."""


class _Parts:
    """The parts of one format on one item. Raises _Unread with the part's name."""

    def __init__(self, format_: Format, known: Known) -> None:
        self.format = format_
        self.known = known

    def value(self, part: str, source: str) -> object:
        if not source.strip():
            return None
        try:
            return evaluate(source, self.known)
        except TemplateFault as fault:
            raise _Unread(str(FormatFault(part, fault))) from None

    def text(self, part: str, source: str) -> str:
        try:
            return _BLANKS.sub("\n\n", keepable(render_template(source, self.known)).strip())
        except TemplateFault as fault:
            raise _Unread(str(FormatFault(part, fault))) from None

    def identity(self, part: str, source: str) -> str | None:
        value = self.value(part, source)
        if isinstance(value, dict | tuple | list):
            raise _Unread(f"{part}: It must give one text or number, not several values.")
        return identity(said(value))


def identity(text: str) -> str | None:
    """An id or a key of at most 255 characters; a longer one keeps its beginning and is told apart by a hash."""
    text = keepable(text).strip()
    if len(text) > _MOST_IDENTITY:
        digest = hashlib.sha256(text.encode()).hexdigest()[:32]
        text = f"{text[: _MOST_IDENTITY - 33]}-{digest}"
    return text or None


def _items(format_: Format, known: Known) -> list[tuple[Arrived | None, Known]]:
    """What each report is read from; the first of a pair is what it is rendered from without the format."""
    if not format_.for_each.strip():
        return [(None, known)]
    found = _Parts(format_, known).value("for_each", format_.for_each)
    if not isinstance(found, tuple | list):
        raise _Unread("for_each: It gives no list.")
    if not found:
        raise _Unread("for_each: It gives an empty list.")
    return [
        (Arrived(plain(item), dict(_headers(known))), {**known, "item": item, "place": at})
        for at, item in enumerate(found[:MOST_ITEMS])
    ]


def _headers(known: Known) -> Mapping[str, str]:
    found = known["headers"]
    return {name: str(value) for name, value in dict.items(found)} if isinstance(found, dict) else {}


def _report(format_: Format, known: Known) -> Iterator[Report]:
    """The report of one item, or none if it is skipped."""
    parts = _Parts(format_, dict(known))
    for name, source in format_.names.items():
        parts.known[name] = parts.value(f"names.{name}", source)
        if parts.known[name] is None:
            del parts.known[name]
    if parts.value("skip_when", format_.skip_when):
        return
    subject = one_line(parts.text("subject", format_.subject), SUBJECT_LENGTH)
    text = parts.text("text", format_.text)
    if not subject and not text:
        raise _Unread("The format says nothing of this body: subject and text are empty.")
    own = parts.identity("id", format_.id)
    yield Report(
        id=own,
        references=_references(parts, own),
        text=told(subject, text),
        subject=subject or None,
        attachments=_links(parts),
        key=parts.identity("key", format_.key),
        state="closed" if parts.value("closed_when", format_.closed_when) else "open",
        priority=_priority(parts),
    )


def _references(parts: _Parts, own: str | None) -> tuple[str, ...]:
    value = parts.value("references", parts.format.references)
    several = value if isinstance(value, tuple | list) else (value,)
    found = [identity(said(each)) for each in several[:_MOST_REFERENCES]]
    return tuple(each for each in dict.fromkeys(found) if each is not None and each != own)


def _priority(parts: _Parts) -> int | None:
    """The place in PRIORITIES that a sender's word stands for, by the format's table, or by its own name."""
    word = said(parts.value("priority", parts.format.priority)).strip().lower()
    name = parts.format.priorities.get(word, word)
    return next((at for at, each in enumerate(PRIORITIES) if each.lower() == name.lower()), None)


def _links(parts: _Parts) -> tuple[Attachment, ...]:
    found: dict[str, Attachment] = {}
    for at, link in enumerate(parts.format.links):
        value = parts.value(f"links.{at}.url", link.url)
        for each in value if isinstance(value, tuple | list) else (value,):
            url = keepable(said(each).strip())
            if is_link(url) and url not in found:
                found[url] = Attachment("link", link.name or None, None, url)
    return tuple(found.values())[:_MOST_LINKS]
