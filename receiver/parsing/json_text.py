"""JSON text: bytes to a document, or a refusal that says at which line, column and byte it stops being JSON."""

from __future__ import annotations

import re
from typing import NamedTuple

import msgspec

from receiver.answers import Position, Refused

BOM = b"\xef\xbb\xbf"
_DECODER = msgspec.json.Decoder()
_PLACE = re.compile(r"(?:JSON is malformed: )?(?P<what>.*?)(?: \(byte (?P<byte>[0-9]+)\))?")
# A string, which is passed over whole, or a number.
_STRING_OR_NUMBER = re.compile(rb'"(?:[^"\\]|\\.)*"|-?[0-9][0-9.eE+-]*', re.DOTALL)
# A whole pair is passed over, and a backslash that is escaped as well.
_ESCAPE = re.compile(
    rb"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?P<half>\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\.",
    re.DOTALL,
)


class Source(NamedTuple):
    """Where a text of JSON stands: what that is called, and whether a position in it is one in the body.

    `charset` is what it came in, before it was made UTF-8, behind `bom` bytes of a BOM.
    """

    name: str = "The body"
    placed: bool = True
    charset: str = "utf-8"
    bom: int = 0


BODY = Source()


def decode(text: bytes, source: Source = BODY, *, sent: bytes | None = None) -> object:
    """The document in a text. Raises Refused (invalid_json) with the position, where there is one in the body.

    A text in which bytes were replaced says where it is wrong by what was `sent`.
    """
    document = text.removeprefix(BOM)
    try:
        return _DECODER.decode(document)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        detail, position = _explain(sent or text, document, source, error)
        raise Refused("invalid_json", detail, position=position if source.placed else None) from None


def _explain(body: bytes, text: bytes, source: Source, error: Exception) -> tuple[str, Position | None]:
    """One sentence about what is wrong, slower and more exact than the decoder's own, and where."""
    place = source.name
    if not text.strip():
        return f'{place} is empty. Post a JSON object, such as {{"text": "Hello"}}.', None
    if isinstance(error, RecursionError):
        return f"{place} is nested too deep.", None
    try:
        body.decode()
    except UnicodeDecodeError as no_text:
        at = no_text.start
        if no_text.end == len(body) and no_text.reason == "unexpected end of data":
            cut = "perhaps its Content-Length counts characters, where it must count bytes"
            return f"{place} ends inside a character, at byte {at}: {cut}.", _position(body, at, source)
        return f"{place} is not UTF-8: byte {at} ({body[at]:#04x}) cannot stand there.", _position(body, at, source)
    if isinstance(error, msgspec.ValidationError):
        what, at = _endless_number(text)
    else:
        what, at = _malformed(text, str(error))
    found = _position(body, at + len(body) - len(text), source)
    return f"{place} is not JSON: {what} at line {found.line}, column {found.column} (byte {found.byte}).", found


def _endless_number(text: bytes) -> tuple[str, int]:
    """The first number that is larger than JSON's readers can hold: what it is, and its byte."""
    for found in _STRING_OR_NUMBER.finditer(text):
        if not found[0].startswith(b'"'):
            try:
                _DECODER.decode(found[0])
            except msgspec.ValidationError:
                return "a number without bounds", found.start()
    return "a number without bounds", 0


def _malformed(text: bytes, message: str) -> tuple[str, int]:
    """What the decoder says is wrong, and the byte."""
    found = _PLACE.fullmatch(message)
    half = _half_a_pair(text)
    is_cut_off = found is None or found["byte"] is None
    if half is not None and (is_cut_off or "surrogate" in message):
        return "half of a surrogate pair", half
    if found is None or is_cut_off:
        return "it ends too early", len(text)
    at = int(found["byte"])
    if found["what"].startswith(("trailing characters", "invalid escape")):
        at -= 1  # those two are counted from behind the character
    if text.startswith((b"NaN", b"Infinity"), at):
        return "NaN and Infinity are no numbers there, found", at
    return found["what"], at


def _half_a_pair(text: bytes) -> int | None:
    return next((found.start("half") for found in _ESCAPE.finditer(text) if found["half"]), None)


def _position(body: bytes, at: int, source: Source) -> Position:
    before = body[:at].removeprefix(BOM)
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode(errors="replace")) + 1
    if source.charset != BODY.charset:
        at = source.bom + len(before.decode(errors="ignore").encode(source.charset))
    return Position(line, column, at)
