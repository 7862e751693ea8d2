"""The .tar.xz: the bundle with its desktop entry, man pages and completions, for any folder of any Linux."""

from __future__ import annotations

import platform
import shutil
import tempfile
from pathlib import Path

from development.building.stamp import at, stamped_copy
from development.environment import ROOT
from development.linux import installed_files
from development.subprocesses import must


def make(bundle: Path, version: str, folder: Path) -> Path:
    """Make hookdesk-VERSION-linux-MACHINE.tar.xz in the folder."""
    name = f"hookdesk-{version}"
    archive = folder / f"{name}-linux-{platform.machine()}.tar.xz"
    with tempfile.TemporaryDirectory(dir=folder, prefix="tar-") as work:
        root = Path(work) / name
        stamped_copy(bundle, root, version)
        installed_files.lay(root, root, version)
        shutil.copyfile(ROOT / "LICENSE", root / "LICENSE")
        whose = ["--owner=0", "--group=0", "--numeric-owner", "--sort=name", f"--mtime=@{at()}"]
        must(["tar", *whose, "-C", work, "-cJf", archive, name], environ={"XZ_OPT": "-T2"})
    return archive
