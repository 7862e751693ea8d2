"""Debian machines with nothing of Hookdesk on them, two versions of the package, and a screen."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from development.building.bundle import BUNDLE
from development.building.stamp import project_version
from development.linux import debian_package, debian_root
from development.linux.debian_root import DebianRoot
from models.settings.version import SOURCE

OLDER = "0.0.1"
SUITES = ("bookworm", pytest.param("trixie", marks=pytest.mark.slow))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if debian_root.can_be_made():
        return
    skip = pytest.mark.skip(reason="only root makes a Debian in a folder, with mmdebstrap")
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(skip)


@pytest.fixture(scope="session", params=SUITES)
def machine(request: pytest.FixtureRequest) -> Iterator[DebianRoot]:
    with debian_root.root(request.param) as made:
        yield made


@pytest.fixture(scope="session")
def deb() -> Path:
    """The package of this version."""
    found = BUNDLE.parent / f"hookdesk_{project_version()}_{debian_package.architecture()}.deb"
    assert found.exists(), "python3 dev.py build --installer makes it"
    return found


def told(version: str) -> str:
    """What the programs of the bundle say of a version: with what the bundle was made of."""
    source = BUNDLE / "_internal" / "resources" / SOURCE
    return f"{version} ({source.read_text(encoding='ascii').strip()})" if source.is_file() else version


@pytest.fixture(scope="session")
def older(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package that says it was an older version; what it holds is the same."""
    return debian_package.make(BUNDLE, OLDER, tmp_path_factory.mktemp("older"), debian_package.QUICKLY)


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """A screen of this machine, which a window in a folder's Debian reaches too."""
    if shutil.which("Xvfb") is None or shutil.which("xdotool") is None:
        pytest.skip("there is no Xvfb with xdotool here")
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1366x768x24", "-ac"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        yield f":{server.stdout.readline().strip()}"
        server.terminate()
