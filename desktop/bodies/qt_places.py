"""Places in a text as Qt counts them: in units of UTF-16, of which an emoji has two."""

from __future__ import annotations


def to_qt(text: str, at: int) -> int:
    """How many units the first `at` characters are."""
    return at if text.isascii() else len(text[:at].encode("utf-16-le", "surrogatepass")) // 2


def from_qt(text: str, at: int) -> int:
    """How many characters the first `at` units are."""
    units = text.encode("utf-16-le", "surrogatepass")[: at * 2]
    return at if text.isascii() else len(units.decode("utf-16-le", "ignore"))
