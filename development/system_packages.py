"""What Qt needs of a Linux system: its shared libraries and a font."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from development.subprocesses import must

# What the Qt in our wheels links to and a small Debian or Ubuntu lacks: library -> package.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libxkbcommon.so.0": "libxkbcommon0",
}
X11_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND_LIBRARIES = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")


def libraries_for(environ: Mapping[str, str]) -> dict[str, str]:
    """The libraries Qt loads under this environment, each with its Debian package."""
    chosen = dict(QT_LIBRARIES)
    if not environ.get("QT_QPA_PLATFORM"):
        chosen |= X11_LIBRARIES if environ.get("DISPLAY") else {}
        chosen |= WAYLAND_LIBRARIES if environ.get("WAYLAND_DISPLAY") else {}
    return chosen


def loads(library: str) -> bool:
    """Whether the loader finds a shared library and all it depends on."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_font() -> bool:
    folders = (Path(folder).expanduser() for folder in FONT_FOLDERS)
    return any(next(folder.rglob(f"*.{kind}"), None) for folder in folders for kind in ("ttf", "otf", "ttc"))


def no_fonts(folder: Path) -> dict[str, str]:
    """The variable with which Qt on Linux finds no font at all; its file and an empty folder are made in `folder`."""
    fonts = folder / "fonts"
    fonts.mkdir()
    file = folder / "fonts.conf"
    file.write_text(f"<fontconfig><dir>{fonts}</dir><cachedir>{fonts}</cachedir></fontconfig>\n")
    return {"FONTCONFIG_FILE": str(file)}


def missing_for_qt(environ: Mapping[str, str]) -> Iterator[str]:
    """Packages (Debian's names) without which Qt does not start or shows no text."""
    if sys.platform != "linux":
        return
    yield from (package for library, package in libraries_for(environ).items() if not loads(library))
    if not has_font():
        yield "fonts-dejavu-core"


def install_commands(packages: Iterable[str]) -> list[list[str]]:
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    return [["apt-get", "update", "-qq"], install]


def may_install() -> bool:
    """Whether packages can be installed here without asking anybody."""
    return shutil.which("apt-get") is not None and os.geteuid() == 0


def need(packages: Iterable[str], purpose: str) -> None:
    """Install Debian packages, or end with the exact command when that is not ours to do."""
    wanted = sorted(set(packages))
    if not wanted:
        return
    commands = install_commands(wanted)
    if shutil.which("apt-get") is None:
        raise SystemExit(f"{purpose} needs what Debian calls {' '.join(wanted)}. Install it and try again.")
    if os.geteuid() != 0:
        line = " && ".join("sudo " + " ".join(command) for command in commands)
        raise SystemExit(f"{purpose} needs a few packages of the system:\n\n  {line}\n\nThen try again.")
    print(f"{purpose} needs {' '.join(wanted)}: installing.", flush=True)
    for command in commands:
        must(command, environ={"DEBIAN_FRONTEND": "noninteractive"})
