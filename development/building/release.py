"""What is published of a version: its installers, the bill of materials, and the sums that prove a download whole."""

from __future__ import annotations

import shutil
from pathlib import Path

from development.building import bill_schema
from development.building.bill import NAME
from development.building.part import digest
from development.building.stamp import project_version
from development.environment import ROOT

FOLDER = ROOT / "dist" / "release"
SUMS = "SHA256SUMS"
TO_SIGN = {
    ".msi": "signtool sign with your certificate, its programs first: docs/deploying.md",
    ".deb": "by the archive that hands it out (its Release file), or debsigs",
    SUMS: "gpg --detach-sign --armor, which proves all the others",
}
"""What a signature is worth on, and how. Nothing is signed here: the keys are yours."""


def gather(installers: list[Path], bundles: dict[str, Path]) -> Path:
    """Copy the installers, and of each system's bundle the bill of materials, into dist/release, and write SHA256SUMS.

    The folder. Ends in words where a bill is not as its schema says.
    """
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    for path in installers:
        shutil.copy2(path, FOLDER)
    for system, bundle in bundles.items():
        if wrong := bill_schema.wrong_with(bundle / NAME):
            raise SystemExit(f"The bill of materials of {bundle} is none: {wrong}")
        shutil.copy2(bundle / NAME, FOLDER / f"hookdesk-{project_version()}-{system}.cdx.json")
    (FOLDER / SUMS).write_text(sums(FOLDER), encoding="ascii")
    return FOLDER


def sums(folder: Path) -> str:
    """A line for each file, as sha256sum writes and checks them."""
    return "".join(f"{digest(path)}  {path.name}\n" for path in sorted(folder.iterdir()) if path.name != SUMS)


def unsigned(folder: Path) -> list[str]:
    """What has to be signed before it is published, and how."""
    found = []
    for path in sorted(folder.iterdir()):
        how = TO_SIGN.get(path.name, TO_SIGN.get(path.suffix))
        if how is not None:
            found.append(f"{path.name}: {how}")
    return found
