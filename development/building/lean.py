"""What PyInstaller would take along and nothing of ours loads: left out of dist/hookdesk."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from development.building import elf

Entry = tuple[str, str, str]
"""As PyInstaller has it: the place in the folder, where it is taken from, and its kind."""

UNUSED = (
    "PySide6/Qt/translations",  # the window has its own words for all of Qt's buttons
    "PySide6/translations",
    "Qt6Pdf",
    "Qt6Qml",
    "Qt6Quick",
    "Qt6VirtualKeyboard",
    "plugins/egldeviceintegrations",
    "plugins/generic",  # mice and keyboards of machines without a desktop
    "plugins/networkinformation",
    "plugins/wayland-graphics-integration-client",  # widgets are painted without OpenGL
    "plugins/xcbglintegrations",
    "plugins/tls",  # Qt speaks to nobody over the network; Python does
    "imageformats/libqicns",
    "imageformats/libqtga",
    "imageformats/libqtiff",
    "imageformats/libqwbmp",
    "imageformats/qicns",
    "imageformats/qtga",
    "imageformats/qtiff",
    "imageformats/qwbmp",
    "libqeglfs",
    "libqgtk3",  # GTK with all it needs, for dialogs that look a little more like GNOME's
    "libqlinuxfb",
    "libqminimal",
    "libqvkkhr",
    "libqvnc",
    "opengl32sw",
    "platforms/qdirect2d",
    "platforms/qminimal",
    "qpdf",
    "virtualkeyboard",
)
WITHOUT_IT_RUNS = ("libcups.so.2",)
"""A plugin loads it where it is; else there are no printers, and nothing breaks."""
OF_THE_SYSTEM = (
    *WITHOUT_IT_RUNS,
    "libX11-xcb.so.1",
    "libX11.so.6",
    "libdbus-1.so.3",
    "libfontconfig.so.1",
    "libfreetype.so.6",
    "libgcc_s.so.1",
    "libglib-2.0.so.0",
    "libgssapi_krb5.so.2",
    "libgthread-2.0.so.0",
    "libstdc++.so.6",
)
"""What every desktop has in the version that its graphics drivers, fonts and services go with: it is not ours to bring.

The package for Debian names them among what it depends on.
"""


def used(entries: list[Entry], font: Sequence[str]) -> list[Entry]:
    """The entries without those that nothing loads, and on Linux without the libraries that those alone asked for.

    `font` are patterns for the files of the icon font: qtawesome brings ten others.
    """
    kept = [entry for entry in entries if _is_used(entry[0].replace("\\", "/"), font)]
    return _linked(kept) if sys.platform == "linux" else kept


def strip(folder: Path) -> None:
    """Take names for debuggers out of what has them: Python, where it was built here, its modules, and ICU.

    The libraries of psycopg are left alone: strip breaks what was patched after it was linked.
    """
    named = ("libpython", "libicu", ".cpython-")
    modules = [path for path in elf.files_in(folder) if any(part in path.name for part in named)]
    subprocess.run(["strip", "--strip-unneeded", *modules], check=True)


def _is_used(place: str, font: Sequence[str]) -> bool:
    folder, _, name = place.rpartition("/")
    if folder.partition("/")[0].endswith(".dist-info"):
        return name == "METADATA"  # the version; other files name folders of the machine that it was made on
    if folder == "qtawesome/fonts":
        return any(fnmatchcase(name, pattern) for pattern in font)
    return not any(part in place for part in UNUSED)


def _linked(entries: list[Entry]) -> list[Entry]:
    """Without the libraries of the system and of Qt that nothing of the rest names, nor what that names."""
    on_demand = {Path(place).name: Path(source) for place, source, kind in entries if _is_on_demand(place, kind)}
    names = elf.needed(sorted({Path(source) for _, source, kind in entries if kind in ("BINARY", "EXTENSION")}))
    waiting = [Path(source) for place, source, kind in entries if not _is_on_demand(place, kind)]
    wanted: set[str] = set()
    while waiting:
        for name in names.get(waiting.pop(), []):
            if name in on_demand and name not in wanted and name not in OF_THE_SYSTEM:
                wanted.add(name)
                waiting.append(on_demand[name])
    return [entry for entry in entries if not _comes_with(entry) or Path(entry[0]).name in wanted]


def _is_on_demand(place: str, kind: str) -> bool:
    """A library that is there for others that name it: Python's own is loaded by its path."""
    folder, _, name = place.rpartition("/")
    return kind == "BINARY" and folder in ("", "PySide6/Qt/lib") and not name.startswith("libpython")


def _comes_with(entry: Entry) -> bool:
    """A library on demand, or a link to one of Qt's."""
    place, source, kind = entry
    return _is_on_demand(place, kind) or (kind == "SYMLINK" and source.startswith("PySide6/Qt/lib/"))
