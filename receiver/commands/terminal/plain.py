"""What senders wrote, for a terminal: nothing in it that the terminal would obey, cut by what it covers."""

import re
import unicodedata
from datetime import datetime

from models import moments

# ESC and the other controls, and the characters that turn the direction of a whole line.
_OBEYED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_SPACES = re.compile("[ \t\n\v\f\r\x85\u2028\u2029]+")

ELLIPSIS = "…"


def line(text: str) -> str:
    """The text in one line, control characters shown as \\x1b."""
    return _visible(_SPACES.sub(" ", text).strip())


def lines(text: str) -> list[str]:
    """The text in its own lines, tabs and control characters shown."""
    return [_visible(row.expandtabs(4)) for row in re.split("\r\n|[\n\r\v\f\x85\u2028\u2029]", text)]


def width(text: str) -> int:
    """The number of terminal columns that a text without controls covers."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def cut(text: str, columns: int) -> str:
    """The text in at most so many columns, with an ellipsis where it was cut."""
    if width(text) <= columns:
        return text
    kept, left = [], columns - 1
    for character in text:
        left -= _columns(character)
        if left < 0:
            break
        kept.append(character)
    return "".join(kept).rstrip() + ELLIPSIS


def local_time(at: datetime | None, missing: str = "") -> str:
    """The moment in this machine's time zone, to the second."""
    return missing if at is None else moments.local(at).strftime("%Y-%m-%d %H:%M:%S")


def lasting(seconds: int) -> str:
    """A time that passes in the largest unit that fits it: 7 days, 26 hours, 90 minutes."""
    for unit, length in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        if seconds % length == 0:
            return counted(seconds // length, unit)
    return counted(seconds, "second")


def counted(number: int, noun: str, plural: str = "") -> str:
    """1 case, 2 cases; 2 deliveries with their own plural."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def _visible(text: str) -> str:
    return _OBEYED.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
