"""What Windows shows of a program's file: its icon, and in its properties the product, version and purpose."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from development.environment import PYTHON, ROOT
from development.subprocesses import must

ICON = ROOT / "build" / "hookdesk.ico"
"""Where build.spec looks for it."""
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}
ENGLISH, UNICODE = 0x0409, 1200
PURPOSES = {
    "hookdesk": "Hookdesk: web hooks and the cases they open",
    "hookdeskctl": "Hookdesk on the command line, and its receiver",
}


def draw_icon(path: Path = ICON) -> None:
    """Draw the .ico, by a process of its own: Qt draws nothing within PyInstaller's."""
    must([PYTHON, "-m", "development.windows.icon", path], environ=OFFSCREEN, cwd=ROOT)


def version_info(name: str, version: str) -> Any:
    """As PyInstaller puts it into NAME.exe. Windows compares four numbers: those that the version begins with."""
    from PyInstaller.utils.win32 import versioninfo as info  # works with what PyInstaller has on Windows alone

    numbers = (*map(int, re.findall(r"\d+", version)[:3]), 0)
    words = {
        "CompanyName": "Hookdesk",
        "FileDescription": PURPOSES[name],
        "FileVersion": version,
        "InternalName": name,
        "OriginalFilename": f"{name}.exe",
        "ProductName": "Hookdesk",
        "ProductVersion": version,
    }
    texts = [info.StringStruct(key, text) for key, text in words.items()]
    table = info.StringTable(f"{ENGLISH:04x}{UNICODE:04x}", texts)
    return info.VSVersionInfo(
        ffi=info.FixedFileInfo(filevers=numbers, prodvers=numbers),
        kids=[
            info.StringFileInfo([table]),
            info.VarFileInfo([info.VarStruct("Translation", [ENGLISH, UNICODE])]),
        ],
    )
