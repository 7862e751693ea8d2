"""macOS: a property list in ~/Library/LaunchAgents (launchd.plist(5)). It has not been tried on a Mac."""

from __future__ import annotations

import plistlib
from collections.abc import Sequence
from pathlib import Path

LABEL = "hookdesk.login"


def place() -> Path:
    """The file of the entry."""
    return Path.home() / "Library" / "LaunchAgents" / f"{LABEL}.plist"


def is_there() -> bool:
    """Whether the entry is there."""
    return place().exists()


def make(command: Sequence[str]) -> None:
    """Write the entry, whole or not at all. Raises OSError."""
    file = place()
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_suffix(".new")
    draft.write_bytes(plistlib.dumps({"Label": LABEL, "ProgramArguments": list(command), "RunAtLoad": True}))
    draft.replace(file)


def remove() -> None:
    """Take the entry away. Raises OSError."""
    place().unlink(missing_ok=True)
