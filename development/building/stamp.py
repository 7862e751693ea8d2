"""The version that a bundle says it is."""

from __future__ import annotations

import os
import re
import shutil
import tomllib
from pathlib import Path

from development.environment import ROOT

_LINE = re.compile(r"^Version: (.+)$", re.MULTILINE)


def project_version() -> str:
    """The version of this source."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def stamped_copy(bundle: Path, target: Path, version: str) -> None:
    """Copy a bundle to where nothing is yet, and let both programs of the copy say this version."""
    shutil.copytree(bundle, target, symlinks=True, copy_function=_link)
    (metadata,) = target.glob("_internal/hookdesk-*.dist-info/METADATA")
    text = _LINE.sub(f"Version: {version}", metadata.read_text(encoding="utf-8"), count=1)
    metadata.unlink()  # or the text of the bundle itself would change, to which it is linked
    metadata.write_text(text, encoding="utf-8")


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # on another file system
        shutil.copy2(source, target)
