"""Linux: a desktop entry in the folder `autostart` (freedesktop.org, Desktop Application Autostart Specification)."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

_SPECIAL = re.compile(r'["`$\\]')


def place(environ: Mapping[str, str] = os.environ) -> Path:
    """The file of the entry."""
    configured = Path(environ.get("XDG_CONFIG_HOME", ""))
    folder = configured if configured.is_absolute() else Path.home() / ".config"
    return folder / "autostart" / "hookdesk.desktop"


def is_there() -> bool:
    """Whether the entry is there, and no desktop has switched it off."""
    try:
        text = place().read_text("utf-8")
    except OSError:
        return False
    return not re.search(r"^(Hidden\s*=\s*true|X-GNOME-Autostart-enabled\s*=\s*false)\s*$", text, re.MULTILINE)


def make(command: Sequence[str]) -> None:
    """Write the entry, whole or not at all. Raises OSError."""
    file = place()
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_suffix(".new")
    draft.write_text(entry(command), "utf-8")
    draft.replace(file)


def remove() -> None:
    """Take the entry away. Raises OSError."""
    place().unlink(missing_ok=True)


def entry(command: Sequence[str]) -> str:
    """The text of an entry (freedesktop.org, Desktop Entry Specification)."""
    lines = ("[Desktop Entry]", "Type=Application", "Name=Hookdesk", f"Exec={' '.join(map(_quoted, command))}")
    return "\n".join((*lines, "Icon=hookdesk", "Terminal=false", ""))


def _quoted(argument: str) -> str:
    """An argument for the key Exec: quoted, its special characters escaped, each backslash doubled as in all texts."""
    escaped = _SPECIAL.sub(r"\\\g<0>", argument).replace("\\", "\\\\").replace("%", "%%")
    return f'"{escaped}"'
