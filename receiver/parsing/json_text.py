"""JSON text: bytes to a document, or a refusal that says at which line, column and byte it stops being JSON."""

from __future__ import annotations

import re

import msgspec

from receiver.answers import Position, Refused

_BOM = b"\xef\xbb\xbf"
_DECODER = msgspec.json.Decoder()
_PLACE = re.compile(r"(?:JSON is malformed: )?(?P<what>.*?)(?: \(byte (?P<byte>[0-9]+)\))?")
# A string, which is passed over whole, or a number.
_STRING_OR_NUMBER = re.compile(rb'"(?:[^"\\]|\\.)*"|-?[0-9][0-9.eE+-]*', re.DOTALL)
_HALF_A_PAIR = re.compile(
    rb"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F][0-9a-fA-F]{2})"
    rb"|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}"
)


def decode(body: bytes) -> object:
    """The document in a body. Raises Refused (invalid_json) with the position, where there is one."""
    return _decode(body, "The body", placed=True)


def decode_field(value: bytes) -> object:
    """The document in the form field `payload`. A position in its decoded text is none in the body: the
    Refused has only the sentence."""
    return _decode(value, "The form field payload", placed=False)


def _decode(body: bytes, place: str, *, placed: bool) -> object:
    text = body.removeprefix(_BOM)
    try:
        return _DECODER.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        detail, position = _explain(body, text, place, error)
        raise Refused("invalid_json", detail, position=position if placed else None) from None


def _explain(body: bytes, text: bytes, place: str, error: Exception) -> tuple[str, Position | None]:
    """One sentence about what is wrong, slower and more exact than the decoder's own, and where."""
    if not text.strip():
        return f'{place} is empty. Post a JSON object, such as {{"text": "Hello"}}.', None
    if isinstance(error, RecursionError):
        return f"{place} is nested too deep.", None
    try:
        body.decode()
    except UnicodeDecodeError as no_text:
        at = no_text.start
        return f"{place} is not UTF-8: byte {at} ({body[at]:#04x}) cannot stand there.", _position(body, at)
    if isinstance(error, msgspec.ValidationError):
        what, at = _endless_number(text)
    else:
        what, at = _malformed(text, str(error))
    found = _position(body, at + len(body) - len(text))
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


def _position(body: bytes, at: int) -> Position:
    before = body[:at].removeprefix(_BOM)
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode(errors="replace")) + 1
    return Position(line, column, at)
