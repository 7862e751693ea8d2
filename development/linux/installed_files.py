"""What is installed beside the program: desktop entry, icon, man pages, completion, the unit of the receiver."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from development.building.stamp import at
from development.environment import PYTHON, ROOT
from development.subprocesses import must

SOURCES = ROOT / "packaging" / "linux"
SHELLS = {
    "bash": "share/bash-completion/completions/hookdeskctl",
    "zsh": "share/zsh/vendor-completions/_hookdeskctl",
    "fish": "share/fish/vendor_completions.d/hookdeskctl.fish",
}


def lay(prefix: Path, bundle: Path, version: str) -> None:
    """Put them below `prefix` as they stand below /usr."""
    _copy(SOURCES / "hookdesk.desktop", prefix / "share/applications/hookdesk.desktop")
    _copy(ROOT / "resources/images/hookdesk.svg", prefix / "share/icons/hicolor/scalable/apps/hookdesk.svg")
    _copy(SOURCES / "hookdesk.service", prefix / "lib/systemd/system/hookdesk.service")
    metainfo = (SOURCES / "hookdesk.metainfo.xml").read_text(encoding="utf-8")
    filled = metainfo.replace("@VERSION@", version).replace("@DATE@", time.strftime("%Y-%m-%d", time.gmtime(at())))
    _write(prefix / "share/metainfo/hookdesk.metainfo.xml", filled.encode())
    _lay_man_pages(prefix / "share/man/man1")
    for shell, place in SHELLS.items():
        _write(prefix / place, completion(bundle, shell))


def packed(text: bytes) -> bytes:
    """As gzip, the same for the same text."""
    return gzip.compress(text, 9, mtime=0)


def completion(bundle: Path, shell: str) -> bytes:
    """What makes a shell complete hookdeskctl, as the bundled program prints it."""
    environ = {**os.environ, "_HOOKDESKCTL_COMPLETE": f"{shell}_source"}
    return subprocess.run([bundle / "hookdeskctl"], env=environ, capture_output=True, check=True).stdout


def _lay_man_pages(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        must([PYTHON, "-m", "development.linux.man_pages", name], cwd=ROOT)
        for page in Path(name).iterdir():
            _write(folder / f"{page.name}.gz", packed(page.read_bytes()))


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _write(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
