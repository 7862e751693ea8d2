"""The .deb: the bundle in /usr/lib/hookdesk, both commands on the path, and the unit of the receiver, not enabled."""

from __future__ import annotations

import email.utils
import shutil
import subprocess
import tempfile
from pathlib import Path

from development.building.bundle import size
from development.building.stamp import EPOCH, at, stamped_copy
from development.environment import ROOT
from development.linux import installed_files, needs
from development.linux.installed_files import SOURCES, packed
from development.subprocesses import must

NAME = "hookdesk"
MAINTAINER = "Hookdesk contributors <hookdesk@hookdesk.example>"
COMPRESSED = ("-Zxz", "--threads-max=2")
"""What several threads make is the same for any number of them, but not what one makes."""
QUICKLY = ("-Zgzip", "-z1")
SCRIPTS = ("postinst", "prerm", "postrm")
DESCRIPTION = """\
case desk for web hooks
 A channel's web hook is a URL to which any tool can post JSON: it writes
 messages, opens cases and updates them. The receiver is part of the program;
 hookdeskctl serve receives without a window, as a service if wanted."""


def make(bundle: Path, version: str, folder: Path, compressed: tuple[str, ...] = COMPRESSED) -> Path:
    """Make hookdesk_VERSION_ARCHITECTURE.deb in the folder, of a bundle that then says this version."""
    with tempfile.TemporaryDirectory(dir=folder, prefix="deb-") as name:
        root = Path(name)
        root.chmod(0o755)
        _fill(root, bundle, version)
        _set_rights(root)
        package = folder / f"{NAME}_{version}_{architecture()}.deb"
        command: list[str | Path] = ["dpkg-deb", *compressed, "--root-owner-group", "--build", root, package]
        must(command, environ={EPOCH: str(at())})
    return package


def architecture() -> str:
    """As Debian calls this machine: amd64."""
    done = subprocess.run(["dpkg", "--print-architecture"], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def _fill(root: Path, bundle: Path, version: str) -> None:
    program = root / "usr/lib" / NAME
    stamped_copy(bundle, program, version)
    (root / "usr/bin").mkdir(parents=True)
    for command in ("hookdesk", "hookdeskctl"):
        (root / "usr/bin" / command).symlink_to(f"../lib/{NAME}/{command}")
    installed_files.lay(root / "usr", program, version)
    documents = root / "usr/share/doc" / NAME
    documents.mkdir(parents=True)
    (documents / "copyright").write_text(_copyright(), encoding="utf-8")
    (documents / "changelog.gz").write_bytes(packed(_changelog(version).encode()))
    overrides = root / "usr/share/lintian/overrides" / NAME
    overrides.parent.mkdir(parents=True)
    shutil.copyfile(SOURCES / "lintian-overrides", overrides)
    control = root / "DEBIAN"
    control.mkdir()
    for script in SCRIPTS:
        shutil.copyfile(SOURCES / script, control / script)
    (control / "control").write_text(_control(root, bundle, version), encoding="utf-8")


def _control(root: Path, bundle: Path, version: str) -> str:
    fields = {
        "Package": NAME,
        "Version": version,
        "Architecture": architecture(),
        "Maintainer": MAINTAINER,
        "Installed-Size": str(size(root) // 1024),
        "Depends": ", ".join(needs.depends(bundle)),
        "Recommends": ", ".join(needs.recommends(bundle)),
        "Section": "net",
        "Priority": "optional",
        "Description": DESCRIPTION,
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


def _copyright() -> str:
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    parts = f"The licences of all that it brings are in /usr/lib/{NAME}/_internal/resources/licences."
    return f"{licence}\n{parts}\n"


def _changelog(version: str) -> str:
    when = email.utils.formatdate(at())
    return f"{NAME} ({version}) unstable; urgency=medium\n\n  * See CHANGELOG.md.\n\n -- {MAINTAINER}  {when}\n"


def _set_rights(root: Path) -> None:
    """Programs and folders 755, all else 644, whoever builds with whatever umask."""
    programs = {*(root / "DEBIAN" / script for script in SCRIPTS), root / "usr/lib" / NAME / "hookdesk"}
    for path in (root, *root.rglob("*")):
        if not path.is_symlink():
            runs = path.is_dir() or path in programs
            path.chmod(0o755 if runs else 0o644)
