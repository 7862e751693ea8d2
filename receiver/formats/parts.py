"""Parts: what the expressions and templates of one format give for one report of a body."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import UTC

from receiver.formats.arrived import Arrived
from receiver.formats.fields import MOST_ITEMS, Fields, seen
from receiver.formats.format import Format, FormatFault
from receiver.formats.rendering.default_rendering import keepable
from receiver.formats.rendering.telling import said
from receiver.formats.templates import TemplateFault, evaluate
from receiver.formats.templates import render as render_template

MOST_REPORTS = 500  # of one delivery
_MOST_IDENTITY = 255  # characters

_BLANKS = re.compile(r"\n[ \t]*\n\s*\n")  # templates leave empty lines where they have nothing to say
Known = dict[str, object]


def known_of(arrived: Arrived) -> Known:
    """What expressions and templates know of a delivery."""
    return {
        "body": seen(arrived.value),
        "headers": Fields(arrived.headers),
        "path": arrived.path,
        "method": arrived.method,
        "now": "" if arrived.at is None else arrived.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
    }


class Unread(Exception):
    """A format could not read a body; the text says which part of it, and why."""


class Parts:
    """The parts of one format on one item. Raises Unread with the part's name."""

    def __init__(self, format_: Format, known: Known) -> None:
        self.format = format_
        self.known = known

    def value(self, part: str, source: str) -> object:
        if not source.strip():
            return None
        try:
            return evaluate(source, self.known)
        except TemplateFault as fault:
            raise Unread(str(FormatFault(part, fault))) from None

    def text(self, part: str, source: str) -> str:
        try:
            return _BLANKS.sub("\n\n", keepable(render_template(source, self.known)).strip())
        except TemplateFault as fault:
            raise Unread(str(FormatFault(part, fault))) from None

    def identity(self, part: str, source: str) -> str | None:
        value = self.value(part, source)
        if isinstance(value, dict | tuple | list):
            raise Unread(f"{part}: It must give one text or number, not several values.")
        return identity(said(value))


def identity(text: str) -> str | None:
    """An id or a key of at most 255 characters; a longer one keeps its beginning and is told apart by a hash."""
    text = keepable(text).strip()
    if len(text) > _MOST_IDENTITY:
        digest = hashlib.sha256(text.encode()).hexdigest()[:32]
        text = f"{text[: _MOST_IDENTITY - 33]}-{digest}"
    return text or None


def items_of(format_: Format, known: Known) -> list[Known]:
    """What each report is read from: with `for_each` there is an `item` in it. Raises Unread."""
    if not format_.for_each.strip():
        return [known]
    found = Parts(format_, known).value("for_each", format_.for_each)
    if not isinstance(found, tuple | list):
        raise Unread("for_each: It gives no list.")
    if not found:
        raise Unread("for_each: It gives an empty list.")
    return [{**known, "item": item, "place": at} for at, item in enumerate(found[:MOST_ITEMS])]


def parts_of(format_: Format, known: Known) -> Parts | None:
    """The parts of a format on one item, with its names worked out; None if the item is skipped. Raises Unread."""
    parts = Parts(format_, dict(known))
    for name, source in format_.names.items():
        parts.known[name] = parts.value(f"names.{name}", source)
        if parts.known[name] is None:
            del parts.known[name]
    return None if parts.value("skip_when", format_.skip_when) else parts


def values(format_: Format, known: Known, source: str) -> Iterator[object]:
    """What an expression gives for each report that a format makes of a body; nothing for one that cannot be read."""
    try:
        items = items_of(format_, known)
    except Unread:
        return
    for one in items[:MOST_REPORTS]:
        try:
            parts = parts_of(format_, one)
            if parts is not None:
                yield parts.value("", source)
        except Unread:
            continue
