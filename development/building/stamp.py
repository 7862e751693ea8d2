"""The version that a bundle says it is."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from development.environment import ROOT

_LINE = re.compile(r"^Version: (.+)$", re.MULTILINE)


def project_version() -> str:
    """The version of this source."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def stamp(bundle: Path, version: str) -> None:
    """Let the bundle say another version: both programs read it there."""
    (metadata,) = bundle.glob("_internal/hookdesk-*.dist-info/METADATA")
    text = _LINE.sub(f"Version: {version}", metadata.read_text(encoding="utf-8"), count=1)
    metadata.unlink()  # it may be a link to the file of another bundle
    metadata.write_text(text, encoding="utf-8")
