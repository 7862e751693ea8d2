"""Libraries of the Linux system that the bundle carries: from which Debian package each one was taken."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path

from development.building.part import Part

FOLDERS = ("/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/lib/x86_64-linux-gnu", "/usr/lib")
COMMON = Path("/usr/share/common-licenses")


def parts(places: Iterable[str]) -> list[Part]:
    """The packages of the libraries at these places of the bundle. Ends in words where one is of no package."""
    by_package: dict[tuple[str, str], list[str]] = {}
    for place in places:
        by_package.setdefault(package_of(Path(place).name), []).append(place)
    return [_part(name, version, tuple(found)) for (name, version), found in sorted(by_package.items())]


def package_of(library: str) -> tuple[str, str]:
    """The Debian package that a library on this machine is from, and its version."""
    for file in (Path(folder) / library for folder in FOLDERS):
        if file.exists():
            for spelled in (str(file), str(file.resolve()), str(file).removeprefix("/usr")):
                done = subprocess.run(["dpkg-query", "-S", spelled], capture_output=True, text=True, check=False)
                if not done.returncode:
                    name = done.stdout.partition(": ")[0].partition(":")[0]
                    return name, _version(name)
    raise SystemExit(f"Nobody says where {library} is from: its licence cannot be told.")


def _version(name: str) -> str:
    done = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Version}\n", name], capture_output=True, text=True, check=True
    )  # fmt: skip
    return done.stdout.splitlines()[0]


def _part(name: str, version: str, files: tuple[str, ...]) -> Part:
    text = Path(f"/usr/share/doc/{name}/copyright").read_text(encoding="utf-8", errors="replace")
    texts = {f"{name}.txt": text}
    for common in sorted(COMMON.iterdir()):  # Debian's texts name these by their place
        if not common.is_symlink() and str(common) in text and common.name.startswith(("LGPL", "Apache")):
            texts[f"{common.name}.txt"] = common.read_text(encoding="utf-8")
    return Part(name, version, "", f"pkg:deb/debian/{name}@{version}", texts, files)
