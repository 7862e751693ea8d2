"""The licences of all that the installed program brings; run from its source it brings nothing."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable


@dataclass(frozen=True, slots=True)
class BundledPart:
    """A package, a library or a font: its name with its version, its licence in short, and the names of the texts."""

    title: str
    licence: str
    texts: tuple[str, ...]


def bundled_parts() -> list[BundledPart]:
    """What the build wrote down, the program itself first."""
    index = _folder() / "index.json"
    if not index.is_file():
        return []
    found = json.loads(index.read_text(encoding="utf-8"))
    return [BundledPart(each["part"], each["licence"], tuple(each["texts"])) for each in found]


def text_of(part: BundledPart) -> str:
    """All licence texts of a part, one below the other."""
    return "\n\n".join((_folder() / name).read_text(encoding="utf-8") for name in part.texts)


def _folder() -> Traversable:
    return files("resources") / "licences"
