"""What a bundle needs of the system that it is copied to: its glibc, and libraries that it does not bring."""

from __future__ import annotations

from pathlib import Path

from development.building import elf
from development.building.lean import WITHOUT_IT_RUNS
from development.building.system_parts import package_of

GLIBC_PACKAGE = "libc6"
ALWAYS = ("adduser", "xkb-data")
"""For the account of the receiver; and what keys mean, which libxkbcommon reads."""


def glibc(bundle: Path) -> str:
    """The oldest glibc with which all of it runs: "2.34"."""
    return ".".join(map(str, max(elf.glibc(elf.files_in(bundle)).values())))


def foreign_libraries(bundle: Path) -> set[str]:
    """The shared libraries that something in it names and that are not in it."""
    files = elf.files_in(bundle)
    there = {path.name for path in bundle.rglob("*.so*")}
    return {name for names in elf.needed(files).values() for name in names if name not in there}


def depends(bundle: Path) -> list[str]:
    """What the package for Debian depends on, by the packages of this machine."""
    packages = {package_of(name)[0] for name in foreign_libraries(bundle) - set(WITHOUT_IT_RUNS)}
    packages -= {GLIBC_PACKAGE}
    return sorted([f"{GLIBC_PACKAGE} (>= {glibc(bundle)})", *packages, *ALWAYS])


def recommends(bundle: Path) -> list[str]:
    """What it does without, for one thing less."""
    return sorted({package_of(name)[0] for name in foreign_libraries(bundle) & set(WITHOUT_IT_RUNS)})
