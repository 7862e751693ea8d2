"""One Windows for all of these tests, with nothing installed before and after each; and two versions to install."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from development.windows import bundle, installer, python
from development.windows.wine import Failed, Wine
from tests.installers.windows.machine import Machine, started

OLDER = "0.0.1"


@pytest.fixture(scope="session")
def windows(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wine]:
    with started(tmp_path_factory.mktemp("windows")) as made:
        yield made


@pytest.fixture(scope="session")
def msi() -> Path:
    """The installer of this version, as python3 dev.py build --windows --installer has made it."""
    found = bundle.DIST / f"hookdesk-{python.version_in(bundle.KEPT)}.msi"
    assert found.exists(), "python3 dev.py build --windows --installer makes it"
    return found


@pytest.fixture(scope="session")
def older(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installer that says it was an older version; what it holds is the same."""
    folder = tmp_path_factory.mktemp("older")
    return installer.make(bundle.BUNDLE, OLDER, folder / "work", folder)


@pytest.fixture
def machine(windows: Wine, msi: Path, older: Path, tmp_path: Path) -> Iterator[Machine]:
    found = Machine(windows, tmp_path)
    yield found
    for each in (msi, older):
        with suppress(Failed):  # when it is not the one that is installed
            found.uninstall(each)
    for left in ("ProgramData/Hookdesk", "users/*/AppData/Local/hookdesk", "desk", "carried*"):
        for folder in windows.drive.glob(left):
            shutil.rmtree(folder)


@pytest.fixture
def port() -> int:
    """One at which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number: int = free.getsockname()[1]
    return number
