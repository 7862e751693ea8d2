"""The Python modules that a bundle holds: in its programs, and as files beside them."""

from __future__ import annotations

from pathlib import Path

from PyInstaller.archive.readers import CArchiveReader

PROGRAMS = ("hookdesk", "hookdeskctl", "hookdesk.exe", "hookdeskctl.exe")


def modules_in(bundle: Path) -> set[str]:
    """Their names up to the first dot."""
    names = {path.name.partition(".")[0] for path in (bundle / "_internal").iterdir()}
    for program in (bundle / name for name in PROGRAMS):
        if program.is_file():
            inside = CArchiveReader(str(program)).open_embedded_archive("PYZ.pyz").toc
            names |= {name.partition(".")[0] for name in inside}
    return names
