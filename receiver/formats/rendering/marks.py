"""Marks: what Slack and Markdown write around words and links, taken away so that a text can be read as text."""

from __future__ import annotations

import re

_FIRST = frozenset("<[*_`&")  # one of these stands in every mark
_LABELLED = re.compile(r"<((?:https?|mailto)[^|<>\s]{1,2000})\|([^<>\n]{1,500})>")
_BARE = re.compile(r"<((?:https?://|mailto:)[^|<>\s]{1,2000})>")
_CALLED = re.compile(r"<[@#!](?:[A-Za-z0-9^]{1,40}\|)?([^<>\n|]{1,80})>")
_BOLD = re.compile(r"(?<![\w*])(\*{1,2})(?=\S)([^*\n]{1,500}?)(?<=\S)\1(?![\w*])")
_SLANTED = re.compile(r"(?<![\w_])_(?=\S)([^_\n]{1,500}?)(?<=\S)_(?![\w_])")
_CODE = re.compile(r"`{1,3}([^`\n]{1,1000})`{1,3}")
_MARKDOWN_LINK = re.compile(r"\[([^\]\n]{1,500})\]\((https?://[^)\s]{1,2000})\)")


def unmarked(text: str) -> str:
    """The text without marks: the words stay, and a link is its words and its address."""
    if _FIRST.isdisjoint(text):
        return text
    text = _MARKDOWN_LINK.sub(lambda found: _linked(found[1], found[2]), unlinked(text))
    text = _CALLED.sub(r"\1", text)
    text = _SLANTED.sub(r"\1", _BOLD.sub(r"\2", _CODE.sub(r"\1", text)))
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def unlinked(text: str) -> str:
    """The text with Slack's links as words and addresses, and all else as it is."""
    if "<" not in text:
        return text
    return _BARE.sub(r"\1", _LABELLED.sub(lambda found: _linked(found[2], found[1]), text))


def addresses(text: str) -> tuple[str, ...]:
    """The addresses of the links that are marked in a text."""
    found = [each[1] for each in _LABELLED.finditer(text)] + [each[1] for each in _BARE.finditer(text)]
    return tuple(found + [each[2] for each in _MARKDOWN_LINK.finditer(text)])


def _linked(words: str, address: str) -> str:
    return address if words in address else f"{words} ({address})"
