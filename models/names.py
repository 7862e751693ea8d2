"""Names: when two of them are one, however they are written, which comes first, and which fits what was typed."""

from __future__ import annotations

import re
import unicodedata

_DIGITS = re.compile(r"(\d+)")
# The four i of Turkish are one, as for the search.
_TURKISH = str.maketrans({"İ": "i", "I": "i", "ı": "i"})


def folded(name: str) -> str:
    """A name without its spaces around, letter case, and widths: Işık, IŞIK and ışık are one person."""
    composed = unicodedata.normalize("NFKC", " ".join(name.split()))
    return unicodedata.normalize("NFC", composed.translate(_TURKISH).casefold())


def natural(name: str) -> list[str | int]:
    """What names are sorted by: "Line 2" comes before "line 10"."""
    parts = _DIGITS.split(folded(name))
    return [int(part) if place % 2 else part for place, part in enumerate(parts)]


def begins(name: str, asked: str) -> bool:
    """Whether for each word that was typed a part of a name begins like it: "db" finds "ops-db-07"."""
    whole = folded(name)
    return all(_has_beginning(whole, part) for part in folded(asked).split())


def _has_beginning(whole: str, part: str) -> bool:
    at = whole.find(part)
    while at > 0 and whole[at - 1].isalnum():
        at = whole.find(part, at + 1)
    return at >= 0
