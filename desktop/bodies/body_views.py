"""A delivery's body as it is looked at: laid out, as it was sent, and as bytes, with its faults where they are.

It may read a megabyte of JSON, so it is done in a task.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import msgspec

from desktop.bodies.answered import Answered
from desktop.bodies.json_places import places
from desktop.bodies.pretty_json import Place, lay_out
from desktop.bodies.sheet import ByteSheet, Sheet, TextSheet
from desktop.words.language import number, tr
from desktop.words.measures import size
from models.deliveries.deliveries import REJECTED, Shown
from receiver.answers import Fault, Position, Refused
from receiver.parsing import decoding, json_text
from receiver.parsing.decoding import Unwrapped

MOST_MARKS = 200
_BOM = "\ufeff"
_ABOUT_PLACE = re.compile(r"^The (?:body|form field [a-z_]+) is not [^ ]+: (.*?)(?: at line .*)?\.?$")


@dataclass(frozen=True, slots=True)
class Mark:
    """A part of what a sheet shows, and what is wrong with it."""

    start: int
    end: int
    note: str


@dataclass(frozen=True, slots=True)
class BodyView:
    """A sheet with the marks of what is wrong in it; `wraps`: lines that do not fit go on below."""

    sheet: Sheet
    marks: tuple[Mark, ...] = ()
    wraps: bool = True


@dataclass(frozen=True, slots=True)
class BodyViews:
    """The three looks at a body. `note` says what to know before reading; it may be empty."""

    pretty: BodyView
    raw: BodyView
    data: BodyView
    note: str = ""


def body_views(shown: Shown, answered: Answered) -> BodyViews:
    """Lay out the body of a delivery; `answered` is what its answer says of it."""
    body, inner = shown.body, _unwrapped(shown)
    is_wrapped = inner.text != body
    text = body.decode("utf-8", "replace")
    raw = data = ()  # type: tuple[Mark, ...]
    if inner.field is None and answered.position is not None:
        raw, data = _syntax_marks(body, answered.detail, answered.position)
    if is_wrapped:
        pretty = _pretty(inner.text, answered.errors) or _broken(inner.text)
    else:
        laid_out = _pretty(body, answered.errors)
        raw = raw if laid_out is None else _raw_marks(text, answered.errors, laid_out)
        pretty = laid_out or BodyView(TextSheet(text), raw)
    note = " ".join(filter(None, (_files(shown), _wrapping(inner) if is_wrapped else _note(shown))))
    return BodyViews(pretty, BodyView(TextSheet(text), raw), BodyView(ByteSheet(body), data, wraps=False), note)


def answer_view(answer: bytes) -> BodyView:
    """An answer, laid out if it is JSON."""
    return _pretty(answer, ()) or BodyView(TextSheet(answer.decode("utf-8", "replace"), coloured=False))


def _pretty(data: bytes, errors: tuple[Fault, ...]) -> BodyView | None:
    """A document laid out with its wrong fields, None when it is no JSON."""
    try:
        text = data.decode().removeprefix(_BOM)
        msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    found = lay_out(text, [fault.pointer for fault in errors[:MOST_MARKS]])
    marks = tuple(_mark(found.places[fault.pointer], fault) for fault in errors[:MOST_MARKS])
    return BodyView(TextSheet(found.text), marks)


def _raw_marks(text: str, errors: tuple[Fault, ...], laid_out: BodyView) -> tuple[Mark, ...]:
    """The wrong fields in the text as it was sent, with the words that they have where it is laid out."""
    document = text.removeprefix(_BOM)
    found = places(document, [fault.pointer for fault in errors])
    before = len(text) - len(document)
    spans = (found[fault.pointer] for fault in errors)
    return tuple(
        Mark(before + start, before + end, mark.note) for (start, end), mark in zip(spans, laid_out.marks, strict=False)
    )


def _mark(place: Place, fault: Fault) -> Mark:
    """The mark of a wrong field; a missing field is marked where it should be."""
    if not place.missing:
        return Mark(place.start, place.end, fault.detail)
    detail = fault.detail.removeprefix("It must be there: ").removeprefix("It must be there")
    field = ".".join(place.missing)
    note = (
        tr("{field} is missing: {detail}", field=field, detail=detail)
        if detail
        else tr("{field} is missing", field=field)
    )
    return Mark(place.start, place.end, note)


def _syntax_marks(data: bytes, detail: str, position: Position) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
    """The place where a text stops being JSON: in its characters, and in its bytes."""
    about = _ABOUT_PLACE.match(detail)
    note = about[1][:1].upper() + about[1][1:] if about else detail
    byte = min(position.byte, len(data))
    at = len(data[:byte].decode("utf-8", "replace"))
    return (Mark(at, at + 1, note),), (Mark(byte, byte + 1, note),)


def _broken(text: bytes) -> BodyView:
    """The inner text that is no JSON. The answer gave no position: a place in the text is none in the body."""
    sheet = TextSheet(text.decode("utf-8", "replace"))
    try:
        json_text.decode(text)
    except Refused as refusal:
        if refusal.position is not None:
            return BodyView(sheet, _syntax_marks(text, refusal.detail, refusal.position)[0])
    return BodyView(sheet)


def _unwrapped(shown: Shown) -> Unwrapped:
    """The text of a body, as the receiver looks for it."""
    headers = {name.lower(): value for name, value in shown.headers}
    return decoding.unwrapped(shown.body, headers.get("content-type", ""), headers.get("content-encoding", ""))


def _wrapping(inner: Unwrapped) -> str:
    if inner.field is not None:
        return tr("This is the field “{field}” of a form; Raw shows the whole body.", field=inner.field)
    return tr("This is the text that was sent; Raw shows its bytes as they came.")


def _note(shown: Shown) -> str:
    """What to know of a body that is not there, or not whole."""
    kept, whole = len(shown.body), shown.delivery.size
    if whole == 0:
        return tr("It had no body.")
    if kept == 0:
        return tr(
            "Its body of {size} is not kept: it was too old, or the disk was nearly full when it came.",
            size=size(whole),
        )
    if shown.delivery.whole:
        return ""
    return tr("Only the first {kept} of {whole} were kept.", kept=size(kept), whole=size(whole))


def _files(shown: Shown) -> str:
    """What became of the files that came with it, and are not in the body."""
    count, kept = len(shown.files), shown.files_kept
    if not count:
        return ""
    there = size(sum(file.size for file in shown.files))
    if kept == count:
        return tr("{count} files, {size}, are kept with the message.", count, size=there)
    if kept:
        return tr("{count} files, {size}, came with it; {kept} of them are kept.", count, size=there, kept=number(kept))
    if shown.delivery.outcome == REJECTED:
        return tr("{count} files, {size}, came with it; what is rejected keeps none.", count, size=there)
    return tr("{count} files, {size}, came with it and are not kept any more.", count, size=there)
