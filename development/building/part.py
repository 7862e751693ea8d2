"""One part of what is bundled: a package, a library, a font."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Part:
    """What a person may ask about it; `licence` is an SPDX expression, `files` are places in the bundle."""

    name: str
    version: str
    licence: str
    purl: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    """Its licences: each file name with its text."""
    files: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    """The names of the parts that it names itself."""
    inside: tuple[Part, ...] = ()

    @property
    def title(self) -> str:
        """Such as "Flask 3.1.3"."""
        return f"{self.name} {self.version}".rstrip()


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def with_parts(parts: list[Part]) -> list[Part]:
    """The parts, each followed by those inside of it."""
    return [each for part in parts for each in (part, *part.inside)]
