"""Names: when two of them are one, however they are written."""

from __future__ import annotations

import unicodedata

# The four i of Turkish are one, as for the search.
_TURKISH = str.maketrans({"İ": "i", "I": "i", "ı": "i"})


def folded(name: str) -> str:
    """A name without its spaces around, letter case, and widths: Işık, IŞIK and ışık are one person."""
    composed = unicodedata.normalize("NFKC", " ".join(name.split()))
    return unicodedata.normalize("NFC", composed.translate(_TURKISH).casefold())
