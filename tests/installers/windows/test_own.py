"""What a person gets who installs for himself, without an administrator.

Windows does so with ALLUSERS=2 MSIINSTALLPERUSER=1. Wine makes of that an installation for all, and takes an empty
ALLUSERS for one's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from development.windows.wine import Failed
from tests.installers.windows.machine import MACHINE_FILE, OWN, PROGRAMS, Machine, take

FOR_ONESELF = ("ALLUSERS=", "MSIINSTALLPERUSER=1")
SHORTCUT = Path("Microsoft", "Windows", "Start Menu", "Programs", "Hookdesk.lnk")


@pytest.fixture
def own(machine: Machine, older: Path, msi: Path) -> Iterator[Machine]:
    """A machine on which whoever installs does so for himself."""
    yield machine.with_programs_in(machine.home() / "AppData" / "Local" / "Programs" / "Hookdesk")
    for each in (msi, older):
        with suppress(Failed):  # when it is not the one that is installed
            machine.uninstall(each, *FOR_ONESELF)


def test_all_is_put_where_the_account_alone_has_it(own: Machine, msi: Path) -> None:
    own.install(msi, *FOR_ONESELF, "PORT=48211", "AUTOSTART=1")
    assert own.program("hookdesk.exe").exists()
    assert own.path(own.home(), "AppData", "Roaming", SHORTCUT).exists()
    assert own.starts_at_login(OWN)
    assert "48211" in own.run("hookdeskctl.exe", "settings", "list")

    assert not own.path(PROGRAMS).exists()
    assert not own.path("ProgramData", SHORTCUT).exists()
    assert not own.starts_at_login()
    assert not own.path(MACHINE_FILE).exists()


def test_a_newer_version_replaces_ones_own_and_uninstalling_leaves_the_data(
    own: Machine, older: Path, msi: Path
) -> None:
    own.install(older, *FOR_ONESELF, "PORT=0")
    with own.receiving() as url:
        assert take(url, "my own") == "posted"
    own.install(msi, *FOR_ONESELF)
    assert own.installed() == [msi.stem.removeprefix("hookdesk-")]
    assert "my own" in own.run("hookdeskctl.exe", "message", "list", "General")

    own.uninstall(msi, *FOR_ONESELF)
    assert not own.path(own.programs).exists()
    assert own.installed() == []
    assert own.path(own.home(), "AppData", "Local", "hookdesk", "desk.db").exists()
