"""Recipes: docs/senders.md taken apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

from development.environment import ROOT


@dataclass(frozen=True)
class Recipe:
    title: str
    text: str

    def snippets(self, language: str) -> list[str]:
        return re.findall(rf"^```{language}\n(.*?)^```", self.text, re.M | re.S)

    @property
    def formats(self) -> tuple[str, ...]:
        """The names of the presets that its first line names."""
        found = re.search(r"^\*\*Format\*\* ([^.]*)", self.text, re.M)
        return tuple(re.findall(r"`([a-z\-]+)`", found[1])) if found else ()


def recipes() -> list[Recipe]:
    text = (ROOT / "docs" / "senders.md").read_text(encoding="utf-8")
    parts = re.split(r"^##+ (.*)$", text, flags=re.M)[1:]
    pairs = zip(parts[::2], parts[1::2], strict=True)
    return [Recipe(title, body) for title, body in pairs if "**Format**" in body]
