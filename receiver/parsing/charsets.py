"""Charsets: bytes in what their sender declared, or in what their first bytes say, to UTF-8."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from receiver.answers import Position, Refused

UTF_8 = "utf-8"
# Longest first: one begins like the other. UTF-8's own is left in place, and read over.
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Python knows codecs that are no charsets, some of them slow, and remembers each name that it was ever asked for.
_KNOWN = re.compile(
    "us-?ascii|ascii|latin-?[0-9]{1,2}|(?:iso-?)?8859-?[0-9]{1,2}|iso-8859-[0-9]{1,2}-[ei]|(?:windows|cp|ibm)-?[0-9]{3,4}"
    "|utf-?(?:8|16|32)(?:-?[lb]e)?|koi8-?[ru]|mac-?(?:roman|turkish)|gbk|gb2312|gb18030|big5|shift-?jis|euc-?(?:jp|kr)"
)
# Without a BOM the order of the bytes is the one that nearly all senders have.
_LITTLE = {"utf-16": "utf-16-le", "utf-32": "utf-32-le"}


class Text(NamedTuple):
    """A text in UTF-8, the charset that it came in, and how many bytes of a BOM stood before it and were left out."""

    utf8: bytes
    charset: str = UTF_8
    bom: int = 0

    @property
    def bare(self) -> bytes:
        """The text without UTF-8's own BOM."""
        return self.utf8.removeprefix(codecs.BOM_UTF8)


def charset_of(name: str) -> str | None:
    """Python's name for a charset; None for what is none that is known here."""
    plain = name.strip().lower().replace("_", "-")
    if _KNOWN.fullmatch(plain) is None:
        return None
    try:
        found = codecs.lookup(plain.removesuffix("-i").removesuffix("-e")).name
    except LookupError:
        return None
    return _LITTLE.get(found, found)


def read(body: bytes, declared: str | None) -> Text:
    """A body in UTF-8, from its BOM, the `declared` charset, or as it is. Raises Refused (invalid_json)."""
    for bom, charset in _BOMS:
        if body.startswith(bom):
            return _read(body, charset, len(bom))
    is_utf8 = declared is None or declared == UTF_8 or body.startswith(codecs.BOM_UTF8)
    return Text(body) if declared is None or is_utf8 else _read(body, declared, 0)


def _read(body: bytes, charset: str, bom: int) -> Text:
    try:
        return Text(body[bom:].decode(charset).encode(), charset, bom)
    except UnicodeDecodeError as no_text:
        at = no_text.start
        before = body[bom : bom + at].decode(charset)
        place = Position(before.count("\n") + 1, len(before) - before.rfind("\n"), bom + at)
        byte = f"byte {place.byte} ({body[place.byte]:#04x}) cannot stand there."
        raise Refused("invalid_json", f"The body is not {charset.upper()}: {byte}", position=place) from None
