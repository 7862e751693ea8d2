"""Licences of what is bundled: as packages tell them, and as packaging/licences adds what they do not tell."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from importlib.metadata import Distribution
from pathlib import Path
from typing import Any

from development.environment import ROOT

FOLDER = ROOT / "packaging" / "licences"
_TEXT = re.compile(r"(licen[cs]e|copying|notice)", re.IGNORECASE)


def table() -> dict[str, Any]:
    """packaging/licences/licences.toml."""
    return tomllib.loads((FOLDER / "licences.toml").read_text(encoding="utf-8"))


def texts_of(names: Iterable[str]) -> dict[str, str]:
    """Texts of packaging/licences by their names."""
    return {name: (FOLDER / name).read_text(encoding="utf-8") for name in names}


def ours() -> dict[str, str]:
    """The licence of Hookdesk itself."""
    return {"LICENSE": (ROOT / "LICENSE").read_text(encoding="utf-8")}


def licence_of(distribution: Distribution, known: dict[str, Any]) -> str:
    """The SPDX expression of a package: what we know of it, else what it says of itself; "" when nobody does."""
    told = distribution.metadata.get_all("License-Expression") or [""]
    return str(known.get("licence", told[0]))


def texts(distribution: Distribution, known: dict[str, Any]) -> dict[str, str]:
    """The licence texts that a package brings, wherever in its metadata they lie, and those that we bring for it."""
    found = texts_of(known.get("texts", ()))
    for file in distribution.files or ():
        inside = file.parts[0].endswith(".dist-info") and file.suffix not in (".py", ".json")
        if inside and _TEXT.search("/".join(file.parts[1:])):
            found[file.name] = Path(str(distribution.locate_file(file))).read_text(encoding="utf-8", errors="replace")
    return found
