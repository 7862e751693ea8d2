"""Telling: which of a body's values tell a person something, and which are ids, hashes and times."""

from __future__ import annotations

import re

_URL = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]*://\S*\Z|www\.\S+\Z|mailto:\S+\Z")
_HASH = re.compile(r"(?=.*[0-9])[0-9a-fA-F]{12,}\Z|[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\Z")
_SCRAMBLED = re.compile(r"(?=.*[0-9])(?=.*[A-Za-z])[A-Za-z0-9+/_=\-]{24,}\Z")
_NAME_OF_MACHINES = re.compile(r"[\w\-]+(?::[\w\-./]*){2,}\Z")  # urn:a:b, arn:aws:s3:::backups
_TIME = re.compile(
    r"\d{4}-\d\d?-\d\d?(?:[T ]\d\d?:\d\d.*)?\Z|\d\d?:\d\d(?::\d\d)?(?:\.\d+)?Z?\Z"
    r"|\d{4}/\d\d?/\d\d?.*\Z|\d\d?[./]\d\d?[./]\d{4}.*\Z"
    r"|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*,? .*\d\d:\d\d.*\Z"
)
_TIME_NAME = re.compile(
    r"(?:^|[_.\-])(?:at|ts|time|date|timestamp|datetime|created|updated|modified|since|when)(?:[_.\-]\w+)?$"
    r"|(?:At|Time|Date|Timestamp|DateTime|Timezone|Seen|Offset)$|^(?:time|date|timestamp|datetime)|timestamp|timezone|(?:first|last)[_]?seen",
)
_ID_NAME = re.compile(
    r"(?:^|[_.\-])(?:id|ids|uid|uuid|guid|gid|iid|sha|hash|etag|nonce|fingerprint|checksum|before|after|gravatar|cursor)$"
    r"|[a-z](?:Id|Ids|ID|IDs|Uuid|UUID|Guid|Sha|Hash)$|^(?:before|after|version|apiVersion|specversion)$|(?:Version|_version)$"
)
_DECORATION = re.compile(r"avatar|icon|image|thumb|logo|gravatar|colou?r$|emoji|footer", re.IGNORECASE)
_EXACT = 1e15  # up to here a float holds every whole number
_LONGEST = 10**40
_LETTERS = re.compile(r"[^\W\d_]")


def words(text: str) -> tuple[str, ...]:
    """The words of a list that is written as one text."""
    return tuple(text.split())


def is_url(text: str) -> bool:
    """Whether the text is an address and nothing else."""
    return _URL.match(text) is not None


def is_hash(text: str) -> bool:
    """Whether the text is an id made by a machine: hexadecimal, a uuid, scrambled letters."""
    text = text[:500]
    return _HASH.match(text) is not None or _SCRAMBLED.match(text) is not None


def is_time(text: str) -> bool:
    """Whether the text is a moment and nothing else."""
    return len(text) < 80 and _TIME.match(text) is not None


def is_human(value: object) -> bool:
    """Whether a person could have written it: three letters at least, and no URL, hash or time."""
    if not isinstance(value, str):
        return False
    text = value[:2000].strip()
    if len(_LETTERS.findall(text[:400])) < 3:
        return False
    return not (is_url(text) or is_hash(text) or is_time(text) or _NAME_OF_MACHINES.match(text))


def names_time(name: str) -> bool:
    """Whether a property of this name holds a moment."""
    return _TIME_NAME.search(name) is not None


def names_id(name: str) -> bool:
    """Whether a property of this name tells things apart for machines."""
    return _ID_NAME.search(name) is not None


def is_decoration(name: str) -> bool:
    """Whether a property of this name is there for the looks."""
    return _DECORATION.search(name) is not None


def is_empty(text: str) -> bool:
    """Whether a program wrote that there is nothing."""
    return text in ("", "None", "null", "undefined", "N/A", "n/a", "-", "[]", "{}")


def one_line(text: str, most: int) -> str:
    """The text in one line of at most so many characters."""
    line = " ".join(text[: most * 4].split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def said(value: object) -> str:
    """A single value as a person would write it; "" for what is not single."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        return str(int(value))
    if isinstance(value, int) and abs(value) >= _LONGEST:
        return "a number too long"
    return str(value) if isinstance(value, str | int | float) else ""
