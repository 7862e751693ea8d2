"""The user's guide: its pages, in the order in which a newcomer reads them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files

PAGES = (
    "start",
    "web-hooks",
    "messages",
    "cases",
    "deliveries",
    "formats",
    "settings",
    "safe-keeping",
    "when-nothing-arrives",
)
_TITLE = re.compile(r"# (.+)")


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its name, as links say it, its title, and its text as Markdown (CommonMark with tables)."""

    name: str
    title: str
    text: str

    def has(self, words: str) -> bool:
        """Whether all of some words stand in it, in any letter case."""
        text = self.text.casefold()
        return all(word in text for word in words.casefold().split())


def read() -> list[Page]:
    """All pages."""
    return [_page(name) for name in PAGES]


def _page(name: str) -> Page:
    text = (files("resources.guide") / f"{name}.md").read_text(encoding="utf-8")
    title = _TITLE.match(text)
    return Page(name, title[1] if title else name, text)
