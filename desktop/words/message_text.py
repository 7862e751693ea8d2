"""What of a sender's text is laid out: capped, so that no text stalls a screen, and where its links are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from PySide6.QtCore import QLocale

from desktop.words.unturned import unturned

MOST_CHARACTERS = 4_000
MOST_LINES = 30
LONGEST_LINE = 1_000
"""A line beyond it is folded where a whole text is shown: Qt lays out a line in one go."""

MAY_BREAK = "\u200b"

_LONG_RUN = re.compile(r"(\S{24})(?=\S)")
_LINE_END = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
# What stands in no address, written by hand or by a program: blanks, seen or not, bars, backslashes (of a line end that
# was escaped twice), and the quotes, brackets and full stops of other scripts (RFC 3986, appendix C).
_ENDS = (
    '\\s<>"|`\\\\\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\u2018-\u201f\u00ab\u00bb\u2039\u203a'
    "\u3001\u3002\u3008-\u3011\u3014-\u301b\uff01\uff08\uff09\uff0c\uff0e\uff1a\uff1b\uff1f\uff61-\uff64"
)
_LINK = re.compile(rf"\b(?:https?://|mailto:)[^{_ENDS}]+", re.IGNORECASE)
# A link as Slack writes it.
_LABELLED = re.compile(r"<((?:https?://|mailto:)[^\s<>|]+)\|([^<>|\n]+)>", re.IGNORECASE)
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
    """The text with places to break in its endless words, for a label, which wraps at words only."""
    return _LONG_RUN.sub(rf"\1{MAY_BREAK}", unturned(text))


def lower_first(sentence: str) -> str:
    """A sentence as it goes on behind a colon; a word in capitals, such as JSON, stays as it is."""
    return sentence if sentence[1:2].isupper() else QLocale().toLower(sentence[:1]) + sentence[1:]


def first_line(text: str) -> str:
    """The first line that says something, for a place that has one line only."""
    return next((line.strip() for line in _LINE_END.split(text[:MOST_CHARACTERS]) if line.strip()), "")


def linked(text: str) -> tuple[str, list[TextLink]]:
    """A text as it is shown, with the addresses in it that may be opened.

    `<address|label>`, as Slack writes it, is shown as its label, unless that is an address itself and so might lie.
    """
    shown, links = "", list[TextLink]()
    at = 0
    for match in _LABELLED.finditer(text):
        url, label = match[1], match[2].strip()
        if not label or _LINK.search(label) or not can_open(url):
            continue
        shown, links = _followed(shown, links, text[at : match.start()])
        links.append(TextLink(len(shown), len(shown) + len(label), url))
        shown, at = shown + label, match.end()
    return _followed(shown, links, text[at:])


def _followed(shown: str, links: list[TextLink], text: str) -> tuple[str, list[TextLink]]:
    """What is shown already and its links, and behind it a text in which addresses stand for themselves."""
    start = len(shown)
    for match in _LINK.finditer(text):
        url = _without_punctuation(match.group())
        if can_open(url):
            links.append(TextLink(start + match.start(), start + match.start() + len(url), url))
    return shown + text, links


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
