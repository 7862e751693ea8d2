"""Evaluation: one format on one body, report by report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from models.cases.cases import PRIORITIES
from models.report import SUBJECT_LENGTH, Attachment, Report
from receiver.formats.arrived import Arrived
from receiver.formats.fields import MOST_ITEMS, plain
from receiver.formats.format import Format
from receiver.formats.parts import MOST_REPORTS, Known, Parts, Unread, identity, items_of, parts_of
from receiver.formats.rendering.default_rendering import keepable, render, told
from receiver.formats.rendering.link_finding import is_link
from receiver.formats.rendering.telling import one_line, said

_MOST_REFERENCES = 100
_MOST_LINKS = 20


@dataclass(frozen=True, slots=True)
class Evaluated:
    """The reports of a body, and why some of them, if any, were rendered without the format."""

    reports: tuple[Report, ...]
    reasons: tuple[str, ...] = ()


def evaluated(format_: Format, arrived: Arrived, known: Known) -> Evaluated:
    """The reports that a format makes of a body. What it cannot read is rendered without it, and never lost."""
    try:
        items = items_of(format_, known)
    except Unread as unread:
        return Evaluated((render(arrived),), (str(unread),))
    reports: list[Report] = []
    reasons: dict[str, None] = {}
    for one in items[:MOST_REPORTS]:
        try:
            reports.extend(_report(format_, one))
        except Unread as unread:
            reports.append(render(_without_format(arrived, one)))
            reasons[str(unread)] = None
    if len(items) > MOST_REPORTS:
        left_out = len(items) - MOST_REPORTS
        # Of a list formats see no more than so many items.
        count = f"At least {left_out}" if len(items) == MOST_ITEMS else str(left_out)
        reports.append(Report(text=f"{count} more reports stand in this delivery; {MOST_REPORTS} are taken."))
    return Evaluated(tuple(reports), tuple(reasons))


def _without_format(arrived: Arrived, one: Known) -> Arrived:
    """What one report is told of when its format fails: its item, where there are several."""
    return Arrived(plain(one["item"]), arrived.headers) if "item" in one else arrived


def _report(format_: Format, known: Known) -> Iterator[Report]:
    """The report of one item, or none if it is skipped."""
    parts = parts_of(format_, known)
    if parts is None:
        return
    subject = one_line(parts.text("subject", format_.subject), SUBJECT_LENGTH)
    text = parts.text("text", format_.text)
    if not subject and not text:
        raise Unread("The format says nothing of this body: subject and text are empty.")
    own = parts.identity("id", format_.id)
    yield Report(
        id=own,
        references=_references(parts, own),
        text=told(subject, text),
        subject=subject or None,
        attachments=_links(parts),
        key=parts.identity("key", format_.key),
        state="closed" if parts.value("closed_when", format_.closed_when) else "open",
        priority=priority_of(format_, said(parts.value("priority", format_.priority))),
        remark=bool(parts.value("remark_when", format_.remark_when)),
    )


def _references(parts: Parts, own: str | None) -> tuple[str, ...]:
    value = parts.value("references", parts.format.references)
    several = value if isinstance(value, tuple | list) else (value,)
    found = [identity(said(each)) for each in several[:_MOST_REFERENCES]]
    return tuple(each for each in dict.fromkeys(found) if each is not None and each != own)


def priority_of(format_: Format, word: str) -> int | None:
    """The place in PRIORITIES that a sender's word stands for, by the format's table, or by its own name."""
    word = word.strip().lower()
    name = format_.priorities.get(word, word)
    return next((at for at, each in enumerate(PRIORITIES) if each.lower() == name.lower()), None)


def _links(parts: Parts) -> tuple[Attachment, ...]:
    found: dict[str, Attachment] = {}
    for at, link in enumerate(parts.format.links):
        value = parts.value(f"links.{at}.url", link.url)
        for each in value if isinstance(value, tuple | list) else (value,):
            url = keepable(said(each).strip())
            if is_link(url) and url not in found:
                found[url] = Attachment("link", link.name or None, None, url)
    return tuple(found.values())[:_MOST_LINKS]
