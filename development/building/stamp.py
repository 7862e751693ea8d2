"""What a bundle says it is: its version, and the source and the time that it was made of."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
import tomllib
from datetime import UTC, datetime
from pathlib import Path

from development.environment import ROOT
from models.settings.version import SOURCE

EPOCH = "SOURCE_DATE_EPOCH"
"""Says the time of a build, in seconds: https://reproducible-builds.org/specs/source-date-epoch/."""
SAME_AGAIN = {"PYTHONHASHSEED": "0"}
"""With it PyInstaller makes the same files of the same source: sets are written in the order of their hashes."""
CHANGED = " and changes"
"""Behind a commit: the source was not quite that of it."""
_LINE = re.compile(r"^Version: (.+)$", re.MULTILINE)


def project_version() -> str:
    """The version of this source."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def at() -> int:
    """The time that all files of a build carry, in seconds: SOURCE_DATE_EPOCH, that of the last commit, or now."""
    return int(os.environ.get(EPOCH) or _git("log", "-1", "--format=%ct") or time.time())


def source() -> str:
    """The commit and its day: "3f2a9c1d04be, 2026-11-28"; "" where there is no git to say it."""
    commit = _git("rev-parse", "--short=12", "HEAD")
    if not commit:
        return ""
    changed = CHANGED if _git("status", "--porcelain", "--untracked-files=no") else ""
    return f"{commit}{changed}, {datetime.fromtimestamp(at(), UTC):%Y-%m-%d}"


def forget_wheels() -> None:
    """Remove what making a wheel of this source leaves beside it: it would be taken for what is installed."""
    shutil.rmtree(ROOT / "hookdesk.egg-info", ignore_errors=True)


def write_source(bundle: Path) -> None:
    """Let both programs of a bundle say what it was made of."""
    if told := source():
        (bundle / "_internal" / "resources" / SOURCE).write_text(told + "\n", encoding="ascii")


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


def _git(*words: str) -> str:
    """What git says of this source; "" where it is not, or this is no checkout."""
    try:
        done = subprocess.run(["git", "-C", ROOT, *words], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return ""
    return "" if done.returncode else done.stdout.strip()
