"""Decoding: the bytes of a delivery, and what its headers say of them, to a value."""

from __future__ import annotations

import re
from typing import NamedTuple

import msgspec

from receiver.answers import Refused
from receiver.parsing import charsets, content_coding, form, json_text, raw_strings, xml_text
from receiver.parsing.charsets import Text
from receiver.parsing.decoded import Decoded
from receiver.parsing.json_text import BOM, Source
from receiver.parsing.labels import Labels, labels

_decode = msgspec.json.Decoder().decode
# What is meant as JSON, even if it is broken: "[web] is down" is not.
_LIKE_JSON = re.compile(rb'\s*(?:\{|\[\s*["{\[\]])')
_MOST_LINES = 2000  # of NDJSON


class Unwrapped(NamedTuple):
    """The text of a body without what was around it, in UTF-8, and the form field that it is from, if it is."""

    text: bytes
    field: str | None = None


def decode(body: bytes, content_type: str = "", coding: str = "") -> Decoded:
    """What a body holds; `coding` is its Content-Encoding. The Content-Type does not decide: JSON is JSON under any.

    Raises Refused: invalid_json, payload_too_large, unsupported_coding.
    """
    said = labels(content_type)
    if not coding and said.charset is None:
        # Nearly all that comes is UTF-8 with nothing around it.
        try:
            document = _decode(body)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            pass
        else:
            return Decoded("json", document) if type(document) is dict else _of_document(document)
    inflated = content_coding.inflate(body, coding)
    text = _text(inflated, said)
    try:
        return _json(text, Source("The body", inflated is body, text.charset, text.bom))
    except Refused as refusal:
        if _is_meant_as_json(text) or not text.bare.strip():
            raise
        other = _other(inflated, text, said, refusal)
        if other is None:
            raise
        return other


def unwrapped(body: bytes, content_type: str = "", coding: str = "") -> Unwrapped:
    """The text of a body as a person reads it: inflated, in UTF-8, and of a form the document in it."""
    said = labels(content_type)
    try:
        inflated = content_coding.inflate(body, coding)
        text = _text(inflated, said)
    except Refused:
        return Unwrapped(body)
    if not _is_meant_as_json(text):
        fields, _ = _fields(inflated, text, said)
        found = None if fields is None else form.document(fields)
        if found is not None and not _is_json(text):
            return Unwrapped(found[1], found[0])
    return Unwrapped(text.utf8)


def form_fields(body: bytes, content_type: str) -> dict[str, str] | None:
    """The fields of a multipart form that has no document in it; None for all else."""
    said = labels(content_type)
    fields, charset = _fields(body, Text(body), said) if said.boundary else (None, "")
    return None if fields is None or form.document(fields) is not None else form.texts(fields, charset)[0]


def _text(body: bytes, said: Labels) -> Text:
    # The parts of a multipart form are each their own, and some are no text.
    return Text(body) if said.boundary else charsets.read(body, said.charset)


def _is_meant_as_json(text: Text) -> bool:
    return _LIKE_JSON.match(text.bare) is not None


def _is_json(text: Text) -> bool:
    try:
        json_text.decode(text.utf8)
    except Refused:
        return False
    return True


def _json(text: Text, source: Source) -> Decoded:
    try:
        return _of_document(json_text.decode(text.utf8, source), text.charset)
    except Refused:
        found = (_with_raw_strings(text, source) or _lines(text)) if _is_meant_as_json(text) else None
        if found is None:
            raise
        return found


def _of_document(document: object, charset: str = charsets.UTF_8) -> Decoded:
    """A document; one that was made a string of JSON once more is what is in the string."""
    if type(document) is str and _LIKE_JSON.match(document.encode()):
        try:
            return Decoded("json", _decode(document), (), charset)
        except (msgspec.DecodeError, RecursionError):
            pass
    return Decoded("json", document, (), charset)


def _with_raw_strings(text: Text, source: Source) -> Decoded | None:
    marked = raw_strings.marked(text.utf8)
    if marked == text.utf8:
        return None
    other = json_text.decode(marked, source, sent=text.utf8)  # says what is wrong besides
    document = json_text.decode(raw_strings.escaped(text.utf8), source)
    return Decoded("json", document, raw_strings.changed(document, other), text.charset)


def _lines(text: Text) -> Decoded | None:
    """NDJSON: an object a line."""
    lines = [line for line in text.bare.split(b"\n", _MOST_LINES + 1) if line.strip()]
    if not 2 <= len(lines) <= _MOST_LINES:
        return None
    try:
        documents = [_decode(line) for line in lines]
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return Decoded("ndjson", documents, (), text.charset) if all(isinstance(one, dict) for one in documents) else None


def _other(body: bytes, text: Text, said: Labels, refusal: Refused) -> Decoded | None:
    """What is no JSON; None for what is no text either. `refusal` says what is wrong with it as JSON."""
    document = xml_text.decode(text)
    if document is not None:
        return Decoded("xml", document, (), text.charset, said.media_type, refusal)
    fields, charset = _fields(body, text, said)
    if fields is not None:
        found = form.document(fields)
        if found is not None:
            name, value = found
            return _json(charsets.read(value, charset), Source(f"The form field {name}", placed=False))
        values, repaired = form.texts(fields, charset)
        return Decoded("form", values, repaired, charset, said.media_type, refusal)
    try:
        return Decoded("text", text.bare.decode(), (), text.charset, said.media_type, refusal)
    except UnicodeDecodeError:
        return None


def _fields(body: bytes, text: Text, said: Labels) -> tuple[form.Fields | None, str]:
    """The fields of a form, and the charset of what is in them: their quoting is ASCII in the sender's charset."""
    if text.charset.startswith(("utf-16", "utf-32")):
        return form.fields(text.utf8, said), charsets.UTF_8
    return form.fields(body.removeprefix(BOM), said), text.charset
