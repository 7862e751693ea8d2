"""What of a sender's text is laid out: capped, so that no text stalls a screen, and where its links are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from PySide6.QtCore import QLocale

MOST_CHARACTERS = 4_000
MOST_LINES = 30
LONGEST_LINE = 1_000
"""A line beyond it is folded where a whole text is shown: Qt lays out a line in one go."""

MAY_BREAK = "\u200b"

_LONG_RUN = re.compile(r"(\S{24})(?=\S)")
_LINE_END = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_LINK = re.compile(r"\b(?:https?://|mailto:)[^\s<>\"]+", re.IGNORECASE)
_UNPRINTED = re.compile(r"[\x00-\x20]")
_SCHEMES = frozenset({"http", "https", "mailto"})
_BRACKETS = {")": "(", "]": "[", "}": "{"}


@dataclass(frozen=True, slots=True)
class Clip:
    """The part of a text that is laid out; `cut` says that there is more of it."""

    text: str
    cut: bool


@dataclass(frozen=True, slots=True)
class TextLink:
    """A web or mail address in a text, from character `start` to before `end`."""

    start: int
    end: int
    url: str


def clip(text: str, length: int | None = None) -> Clip:
    """The first 4,000 characters or 30 lines of a text, whichever is less.

    `length` is the number of characters of the whole text where `text` is only its beginning.
    """
    lines = _LINE_END.split(text[:MOST_CHARACTERS])
    shown = "\n".join(lines[:MOST_LINES]).rstrip()
    cut = len(lines) > MOST_LINES or max(len(text), length or 0) > MOST_CHARACTERS
    return Clip(shown, cut)


def folded(text: str) -> str:
    """The whole text with its endless lines broken, for a view that shows all of it."""
    return "\n".join(
        line[at : at + LONGEST_LINE]
        for line in _LINE_END.split(text)
        for at in range(0, max(len(line), 1), LONGEST_LINE)
    )


def breakable(text: str) -> str:
    """The text with places to break in its endless words, for a label: it wraps at words only."""
    return _LONG_RUN.sub(rf"\1{MAY_BREAK}", text)


def lower_first(sentence: str) -> str:
    """A sentence as it goes on behind a colon; a word in capitals, such as JSON, stays as it is."""
    return sentence if sentence[1:2].isupper() else QLocale().toLower(sentence[:1]) + sentence[1:]


def first_line(text: str) -> str:
    """The first line that says something, for a place that has one line only."""
    return next((line.strip() for line in _LINE_END.split(text[:MOST_CHARACTERS]) if line.strip()), "")


def links(text: str) -> list[TextLink]:
    """The addresses in a text that may be opened, without the punctuation of the sentence around them."""
    found = []
    for match in _LINK.finditer(text):
        url = _without_punctuation(match.group())
        if can_open(url):
            found.append(TextLink(match.start(), match.start() + len(url), url))
    return found


def can_open(url: str) -> bool:
    """Whether a sender's address may be handed to the system: http, https and mailto only."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    if parts.scheme.lower() not in _SCHEMES or _UNPRINTED.search(url):
        return False
    return bool(parts.path if parts.scheme.lower() == "mailto" else parts.netloc)


def _without_punctuation(url: str) -> str:
    while url:
        last = url[-1]
        unopened = last in _BRACKETS and url.count(last) > url.count(_BRACKETS[last])
        if last not in ".,;:!?'*" and not unopened:
            break
        url = url[:-1]
    return url
