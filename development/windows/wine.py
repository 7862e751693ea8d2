"""Wine: a Windows of the build's own, in one folder, whose processes end with it."""

from __future__ import annotations

import os
import selectors
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from development.environment import ROOT

# Debian keeps them beside Wine's libraries, not on the PATH.
WINE, WINESERVER = Path("/usr/lib/wine/wine64"), Path("/usr/lib/wine/wineserver64")
ASSEMBLER, LINKER = "x86_64-w64-mingw32-as", "x86_64-w64-mingw32-ld"
LACKING = ROOT / "packaging" / "windows" / "wine"  # libraries that Wine 8 has not
CLASSES = r"HKLM\Software\Microsoft\WindowsRuntime\ActivatableClassId"
SETTINGS = "Windows.UI.ViewManagement.UISettings"
LOOK_SECONDS = 0.2
QUIET = {"WINEDEBUG": "-all", "WINEARCH": "win64"}


class Failed(Exception):
    """A program for Windows did not end with 0; its output is the text."""


@dataclass(frozen=True, slots=True)
class Wine:
    """One Windows, with its own registry and its own C:."""

    folder: Path

    @property
    def drive(self) -> Path:
        return self.folder / "drive_c"

    def start(self, command: Sequence[str | Path], environ: Mapping[str, str] | None = None) -> subprocess.Popen[str]:
        """Start a program. Its three streams are pipes: Python for Windows cannot start on a file of Wine's."""
        return subprocess.Popen(
            [WINE, *command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            env=self._environ(environ or {}),
        )

    def run(
        self, command: Sequence[str | Path], environ: Mapping[str, str] | None = None, *, patience: float = 300
    ) -> str:
        """Run a program to its end; what it printed. Raises Failed, or TimeoutExpired after `patience` seconds."""
        with self.start(command, environ) as process:
            said = _said(process, patience)
        if process.returncode:
            raise Failed(f"{' '.join(map(str, command))} ended with {process.returncode}:\n{said}")
        return said

    def end(self) -> None:
        """End all that runs in this Windows, services included, and wait until it has."""
        for option in ("-k", "-w"):
            subprocess.run([WINESERVER, option], env=self._environ({}), check=False, stderr=subprocess.DEVNULL)

    def _environ(self, more: Mapping[str, str]) -> dict[str, str]:
        around = {name: value for name, value in os.environ.items() if not name.startswith("HOOKDESK_")}
        return {**around, **QUIET, "WINEPREFIX": str(self.folder), **more}


def missing() -> Iterator[str]:
    """Debian's packages without which no Windows can be made here."""
    if not WINE.exists():
        yield "wine64"
    if shutil.which(LINKER) is None:
        yield "binutils-mingw-w64-x86-64"


def can_be_had() -> bool:
    """Whether this machine could run Wine at all."""
    return sys.platform == "linux" and os.uname().machine == "x86_64"


@contextmanager
def windows(folder: Path) -> Iterator[Wine]:
    """A Windows 10 in a folder, made there if it is not yet; whatever runs in it ends with the block."""
    wine = Wine(folder)
    try:
        if not (folder / "made").exists():
            folder.mkdir(parents=True, exist_ok=True)
            _make(wine)
        yield wine
    finally:
        wine.end()


def windows_path(path: Path) -> str:
    """How a program under Wine names a file of Linux."""
    return "Z:" + str(path.absolute()).replace("/", "\\")


def _said(process: subprocess.Popen[str], patience: float) -> str:
    """What a program prints until it ends, and not until nobody can write there any more.

    Wine starts its desktop by the way: that has the same pipe, and goes on.
    """
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.close()
    said, end = b"", monotonic() + patience
    with selectors.DefaultSelector() as reading:
        reading.register(process.stdout, selectors.EVENT_READ)
        while True:
            ended = process.poll() is not None
            if reading.select(LOOK_SECONDS):
                piece = os.read(process.stdout.fileno(), 65536)
                said += piece
                if not piece:
                    break
            elif ended:
                break
            if monotonic() > end:
                process.kill()
                raise subprocess.TimeoutExpired(process.args, patience, said)
    return said.decode("utf-8", "replace").replace("\r\n", "\n")


def _make(wine: Wine) -> None:
    wine.run(["wineboot", "--init"])
    wine.run(["winecfg", "-v", "win10"])
    for definition in LACKING.glob("*.def"):
        _make_library(definition, wine.drive / "windows" / "system32" / f"{definition.stem}.dll")
    wine.run(["reg", "add", rf"{CLASSES}\{SETTINGS}", "/v", "DllPath", "/d", r"C:\windows\system32\uisettings.dll"])
    wine.end()  # the registry is on the disk only now
    (wine.folder / "made").touch()


def _make_library(definition: Path, library: Path) -> None:
    """Link what a .def exports, of what is assembled from the .s beside it where there is one."""
    source, assembled = definition.with_suffix(".s"), library.with_suffix(".o")
    if source.exists():
        subprocess.run([ASSEMBLER, "-o", assembled, source], check=True)
    parts = [definition, *([assembled] if source.exists() else [])]
    subprocess.run([LINKER, "-shared", "-e", "0", "-s", "-o", library, *parts], check=True)
    assembled.unlink(missing_ok=True)
