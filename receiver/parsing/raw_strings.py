"""Raw strings: JSON whose strings have line ends and tabs as they are, as a template makes it that does not escape."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

# One without an end is taken as well: to look for another at each quote in it would take for ever.
_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)
_CONTROL = re.compile(rb"[\x01-\x1f]")
_MARK = b"\x7f"  # a byte for a byte, which JSON lets stand
_MOST = 100  # places that are told
_LONGEST = 255  # characters of the pointer of one; what is deeper is told by what is around it


def escaped(text: bytes) -> bytes:
    """The text with the control characters in its strings escaped, all but NUL."""
    return _STRING.sub(lambda found: _CONTROL.sub(_escape, found[0]), text)


def marked(text: bytes) -> bytes:
    """The text with a mark in the place of each of them: all else is where it was."""
    return _STRING.sub(lambda found: _CONTROL.sub(_MARK, found[0]), text)


def changed(document: object, other: object) -> tuple[str, ...]:
    """Pointers of the strings in which two documents differ that are else the same."""
    return tuple(dict.fromkeys(islice(_changed(document, other, ""), _MOST)))


def _changed(one: object, other: object, pointer: str) -> Iterator[str]:
    inner = _inner(one, other)
    if inner is None:
        if one != other:
            yield pointer
        return
    for name, first, second in inner:
        place = f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}"
        if len(place) <= _LONGEST:
            yield from _changed(first, second, place)
        elif first != second:
            yield pointer


def _inner(one: object, other: object) -> Iterator[tuple[str, object, object]] | None:
    """What is in two documents side by side; None where there is nothing to look into."""
    if isinstance(one, list) and isinstance(other, list):
        return ((str(at), first, second) for at, (first, second) in enumerate(zip(one, other, strict=True)))
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        return ((name, one[name], other[name]) for name in one)
    return None


def _escape(found: re.Match[bytes]) -> bytes:
    return b"\\u%04x" % found[0][0]
