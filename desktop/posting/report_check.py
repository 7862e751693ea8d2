"""What the receiver will say of a text, before it is sent, and where in the text that is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from desktop.bodies.fault_words import fault_sentence
from desktop.bodies.json_places import places
from desktop.bodies.pretty_json import lay_out
from receiver.answers import Fault, Refused
from receiver.intake import admission
from receiver.parsing import decoding, json_text, own_document, payload

MOST_FINDINGS = 200
# Qt begins a line at these, or draws a picture of something; JSON lets them stand in strings, and be escaped there.
_QT_TAKES = {0x2028: "\\u2028", 0x2029: "\\u2029", 0xFDD0: "\\ufdd0", 0xFDD1: "\\ufdd1", 0xFFFC: "\\ufffc"}
_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong: what, and from which up to which character of the text."""

    start: int
    end: int
    words: str


def check(text: str, read: Callable[[bytes], object] = payload.parse) -> tuple[Finding, ...]:
    """All that is wrong with a text; nothing when a web hook takes it. Reads a megabyte: it is done in a task.

    `read` is how the web hook reads it, and raises Refused; without it, as Hookdesk's own.
    """
    body = encoded(text)
    too_large = admission.too_large(len(body))
    if too_large is not None:
        return (Finding(0, 0, too_large.detail),)
    try:
        read(body)
    except Refused as refusal:
        return _fields(text, refusal) if refusal.errors else (_place(body, refusal),)
    return ()


def encoded(text: str) -> bytes:
    """A text as it is sent."""
    return text.encode("utf-8", "replace")


def to_edit(body: bytes, content_type: str = "", coding: str = "") -> str:
    """A body as a person edits it: inflated, the JSON of a form without the form, and what is no text as U+FFFD.

    A multipart form of fields is edited as JSON: its parts are nobody's to type.
    """
    fields = None if coding else decoding.form_fields(body, content_type)
    if fields is not None:
        return lay_out(msgspec.json.encode(own_document.of_fields(fields)).decode()).text.translate(_QT_TAKES)
    text = decoding.unwrapped(body, content_type, coding).text.decode("utf-8", "replace").removeprefix(_BOM)
    return text.translate(_QT_TAKES)


def laid_out(text: str) -> str | None:
    """A document an element a line, with its numbers and its order; None for what is not JSON. Done in a task, too."""
    return lay_out(text).text.translate(_QT_TAKES) if _is_json(encoded(text)) else None


def _is_json(body: bytes) -> bool:
    try:
        json_text.decode(body)
    except Refused:
        return False
    return True


def _fields(text: str, refusal: Refused) -> tuple[Finding, ...]:
    faults = refusal.errors[:MOST_FINDINGS]
    # Somebody may have written a form here, which a web hook takes as well.
    found = places(text, {fault.pointer for fault in faults}) if _is_json(encoded(text)) else {}
    return tuple(Finding(*found.get(fault.pointer, (0, 0)), _words(fault)) for fault in faults)


def _words(fault: Fault) -> str:
    return fault_sentence(fault).replace("`", "") if fault.pointer else fault.detail


def _place(body: bytes, refusal: Refused) -> Finding:
    if refusal.position is None:
        return Finding(0, 0, refusal.detail)
    at = len(body[: refusal.position.byte].decode("utf-8", "replace"))
    return Finding(at, at + 1, refusal.detail)
