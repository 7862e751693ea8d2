"""Both installers for Linux, made of one bundle."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from development.building.bundle import BUNDLE
from development.building.stamp import project_version
from development.linux import archive, debian_package
from development.system_packages import may_install, need

TOOLS = {"dpkg-deb": "dpkg", "tar": "tar", "xz": "xz-utils"}
TRIED_WITH = {
    "appstreamcli": "appstream",
    "lintian": "lintian",
    "mmdebstrap": "mmdebstrap",
    "systemd-analyze": "systemd",
    "xdotool": "xdotool",
    "Xvfb": "xvfb",
}


def missing() -> Iterator[str]:
    """The packages (Debian's names) that they are made with."""
    yield from (package for tool, package in TOOLS.items() if shutil.which(tool) is None)


def missing_to_try() -> Iterator[str]:
    """Those that the tests install them with, where they may be installed; else those tests are left out."""
    if may_install():
        yield from (package for tool, package in TRIED_WITH.items() if shutil.which(tool) is None)


def missing_to_try_small() -> Iterator[str]:
    """Those for the tests that take seconds."""
    small = [TRIED_WITH[tool] for tool in ("mmdebstrap", "xdotool", "Xvfb")]
    yield from (package for package in missing_to_try() if package in small)


def make_quickly() -> Path:
    """The .deb of dist/hookdesk, beside it, as large as it may be."""
    need(missing(), "The package")
    return debian_package.make(BUNDLE, project_version(), BUNDLE.parent, debian_package.QUICKLY)


def make() -> list[Path]:
    """The .deb and the .tar.xz of dist/hookdesk, beside it."""
    need(missing(), "The installers")
    version = project_version()
    made = [maker.make(BUNDLE, version, BUNDLE.parent) for maker in (debian_package, archive)]
    for path in made:
        print(f"{path} is ready: {path.stat().st_size / 1e6:.0f} MB.")
    return made
