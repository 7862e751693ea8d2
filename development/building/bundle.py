"""dist/hookdesk: the folder that runs without Python, made, kept small, and tried."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from development.building import elf, lean, stamp
from development.environment import PYTHON, ROOT, SUFFIX
from development.subprocesses import must
from development.system_packages import missing_for_qt, need
from development.windows import resources

BUNDLE = ROOT / "dist" / "hookdesk"
BOUND = {"linux": 140_000_000, "win32": 100_000_000}
"""How many bytes the files of the folder may take. What nothing loads goes into lean.py."""
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}
TRIED = (("hookdesk", "--self-check"), ("hookdeskctl", "--version"))


def make(arguments: Sequence[str]) -> None:
    """Make the folder anew, or end in words."""
    need(missing(), "The bundle")
    if sys.platform == "win32":
        resources.draw_icon()
    stamp.forget_wheels()
    must([PYTHON, "-m", "PyInstaller", "--noconfirm", *arguments, "build.spec"], environ=stamp.SAME_AGAIN, cwd=ROOT)
    stamp.write_source(BUNDLE)
    if sys.platform == "linux":
        lean.strip(BUNDLE)
        (BUNDLE / "hookdeskctl").symlink_to("hookdesk")  # one file, whose name says what is meant: half the modules
    must([PYTHON, "-m", "development.building.papers", BUNDLE], cwd=ROOT)


def missing() -> Iterator[str]:
    """The packages (Debian's names) that it is made with; libraries of each kind of display are copied into it."""
    yield from missing_for_qt({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"})
    if sys.platform == "linux" and shutil.which("objdump") is None:
        yield elf.PACKAGE


def try_it() -> None:
    """Start what it holds, away from the source: a missing file shows only there."""
    with tempfile.TemporaryDirectory() as folder:
        for name, option in TRIED:
            program = BUNDLE / f"{name}{SUFFIX}"
            if not program.is_file():
                raise SystemExit(f"The bundle lacks {program}.")
            must([program, option], environ=OFFSCREEN, cwd=Path(folder))


def size(folder: Path) -> int:
    """The bytes of all files below it, each once."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def weigh() -> None:
    """Say how large it is; end when that is too large."""
    bytes_, bound = size(BUNDLE), BOUND.get(sys.platform)
    print(f"{BUNDLE} is ready: {bytes_ / 1e6:.0f} MB.")
    if bound is not None and bytes_ > bound:
        largest = sorted((path for path in BUNDLE.rglob("*") if path.is_file()), key=lambda path: -path.stat().st_size)
        for path in largest[:20]:
            print(f"{path.stat().st_size / 1e6:8.1f} MB  {path.relative_to(BUNDLE)}", file=sys.stderr)
        raise SystemExit(f"That is over its bound of {bound / 1e6:.0f} MB.")
