"""JSON text: bytes to a document, or a refusal that says at which line, column and byte it stops being JSON."""

from __future__ import annotations

import re

import msgspec

from receiver.answers import Refused

_BOM = b"\xef\xbb\xbf"
_DECODER = msgspec.json.Decoder()
_PLACE = re.compile(r"(?:JSON is malformed: )?(?P<what>.*?)(?: \(byte (?P<byte>[0-9]+)\))?")
# A string, which is passed over whole, or a number.
_STRING_OR_NUMBER = re.compile(rb'"(?:[^"\\]|\\.)*"|-?[0-9][0-9.eE+-]*', re.DOTALL)
_HALF_A_PAIR = re.compile(
    rb"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F][0-9a-fA-F]{2})"
    rb"|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}"
)


def decode(body: bytes, place: str = "The body") -> object:
    """The document in a body; `place` is what a detail calls it. Raises Refused (invalid_json)."""
    text = body.removeprefix(_BOM)
    try:
        return _DECODER.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Refused("invalid_json", _explain(body, text, place, error)) from None


def _explain(body: bytes, text: bytes, place: str, error: Exception) -> str:
    """One sentence about what is wrong, slower and more exact than the decoder's own."""
    if not text.strip():
        return f'{place} is empty. Post a JSON object, such as {{"text": "Hello"}}.'
    if isinstance(error, RecursionError):
        return f"{place} is nested too deep."
    try:
        body.decode()
    except UnicodeDecodeError as no_text:
        return f"{place} is not UTF-8: byte {no_text.start} ({body[no_text.start]:#04x}) cannot stand there."
    if isinstance(error, msgspec.ValidationError):
        what, at = _endless_number(text)
    else:
        what, at = _malformed(text, str(error))
    return f"{place} is not JSON: {what} at {_position(body, at + len(body) - len(text))}."


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
    half = _HALF_A_PAIR.search(text)
    is_cut_off = found is None or found["byte"] is None
    if half and (is_cut_off or "surrogate" in message):
        return "half of a surrogate pair", half.start()
    if found is None or is_cut_off:
        return "it ends too early", len(text)
    at = int(found["byte"])
    if found["what"].startswith(("trailing characters", "invalid escape")):
        at -= 1  # those two are counted from behind the character
    if text.startswith((b"NaN", b"Infinity"), at):
        return "NaN and Infinity are no numbers there, found", at
    return found["what"], at


def _position(body: bytes, at: int) -> str:
    """Where a byte is, for people and their editors: line and column from 1, the byte from 0."""
    before = body[:at].removeprefix(_BOM)
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode(errors="replace")) + 1
    return f"line {line}, column {column} (byte {at})"
