"""The programs that are tried: in the folder that `dev.py test --senders` fills, or left out with words."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

import pytest

from development.senders import FOLDER, WANTED

PATIENCE = 60.0
_APART = ("unshare", "--map-root-user", "--mount")


def absent(what: str) -> NoReturn:
    """Leave the test out, or fail it where the programs had to be there."""
    said = f"{what} is not installed: python3 dev.py test --senders brings it"
    if WANTED in os.environ:
        pytest.fail(said)
    pytest.skip(said)


def debian(path: str) -> str:
    """A program of a Debian package."""
    found = FOLDER / "debian" / path
    return str(found) if found.exists() else shutil.which(found.name) or absent(found.name)


def with_shared_files(path: str) -> list[str]:
    """A program that reads what its package has in /usr/share, which it alone sees there; Linux lays that over ours."""
    found, shared = debian(path), FOLDER / "debian" / "usr" / "share"
    if not found.startswith(str(FOLDER)):
        return [found]
    if subprocess.run([*_APART, "true"], capture_output=True, check=False).returncode != 0:
        pytest.skip("This account may not mount anything, not even where it alone sees it.")
    laid = 'mount -t overlay overlay -o "lowerdir=$1" /usr/share && shift && exec "$@"'
    return [*_APART, "sh", "-c", laid, "sh", f"{shared}:/usr/share", found]


def python(name: str = "python") -> str:
    """The Python that has the senders' packages, or a command of theirs."""
    found = FOLDER / "python" / "bin" / name
    return str(found) if found.exists() else absent(name)


def npm(path: str) -> Path:
    """A file of an npm package."""
    found = FOLDER / "npm" / "node_modules" / path
    return found if found.exists() else absent(path)


def tool(name: str) -> str:
    """A program that many systems have."""
    return shutil.which(name) or absent(name)


def run(*command: str, environ: Mapping[str, str] | None = None) -> str:
    """What a program printed; it must have ended well."""
    done = subprocess.run(
        command, env={**os.environ, **(environ or {})}, capture_output=True, encoding="utf-8", timeout=PATIENCE,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
