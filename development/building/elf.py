"""What Linux programs and shared libraries ask of others, as objdump tells it."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

PACKAGE = "binutils"
GLIBC = re.compile(r"\(?GLIBC_(\d+(?:\.\d+)+)\)?")
_FILE = re.compile(r"^(\S.*?):\s+file format elf", re.MULTILINE)


def files_in(folder: Path) -> list[Path]:
    """Programs and libraries below a folder, each once."""
    found = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sorted(path for path in found if is_elf(path))


def is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def needed(paths: Iterable[Path]) -> dict[Path, list[str]]:
    """The shared libraries that each file names: not those that these name in turn."""
    found = _told("-p", paths)
    return {path: re.findall(r"^\s+NEEDED\s+(\S+)", told, re.MULTILINE) for path, told in found.items()}


def glibc(paths: Iterable[Path]) -> dict[Path, tuple[int, ...]]:
    """The oldest glibc with which each file runs: (2, 34); () where it asks for none."""
    found = _told("-T", paths)
    return {
        path: max((tuple(map(int, version.split("."))) for version in GLIBC.findall(told)), default=())
        for path, told in found.items()
    }


def _told(option: str, paths: Iterable[Path]) -> dict[Path, str]:
    """What objdump says of each file."""
    names = [str(path) for path in paths]
    if not names:
        return {}
    environ = {**os.environ, "LC_ALL": "C"}  # its words are looked for
    done = subprocess.run(["objdump", option, *names], capture_output=True, text=True, check=True, env=environ)
    parts = _FILE.split(done.stdout)
    return {Path(name): told for name, told in zip(parts[1::2], parts[2::2], strict=True)}
