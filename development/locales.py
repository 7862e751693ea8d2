"""Locales of other countries, made from the C library's sources into a folder: no root is needed, the system stays."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

PACKAGE = "locales"
SOURCES = Path("/usr/share/i18n/locales")
TURKISH = "tr_TR.UTF-8"


def can_be_made() -> bool:
    """Whether the compiler of glibc and its sources are here; other C libraries have other locales."""
    return sys.platform == "linux" and SOURCES.is_dir() and shutil.which("localedef") is not None


def missing() -> list[str]:
    """The packages (Debian's names) that the locales are made with and that are not there."""
    return [] if can_be_made() else [PACKAGE]


def can_be_installed() -> bool:
    """Whether need() would install the packages, and not ask a person to do it."""
    return sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def make(names: Iterable[str], folder: Path) -> dict[str, str]:
    """Make locales ("tr_TR.UTF-8"); the variable with which a program finds them there."""
    for name in names:
        language, _, charset = name.partition(".")
        done = subprocess.run(
            ["localedef", "-i", language, "-f", charset, str(folder / name)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if not (folder / name / "LC_CTYPE").exists():  # localedef ends with 1 after a mere warning too
            raise SystemExit(f"The locale {name} could not be made:\n{done.stderr}")
    return {"LOCPATH": str(folder)}
