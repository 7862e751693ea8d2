"""Names that turn round: the characters that change the direction of what follows are shown as what they are.

A file called invoice, U+202E, fdp.exe reads as invoiceexe.pdf on a screen that obeys it (Unicode TR 36, 2.5).
"""

from __future__ import annotations

import re

# The embeddings, overrides and isolates of Unicode TR 9; the marks U+200E and U+200F turn nothing round.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def unturned(text: str) -> str:
    """A name, a subject or an id with such characters written as \\u202e."""
    return text if text.isascii() else _TURNING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
