"""Whose the files for all accounts are: in %ProgramData% every account can make some before an administrator does."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from development.windows.wine import Failed
from tests.installers.windows.machine import MACHINE_FILE, PROGRAMS, Machine

# Wine takes the owner from Linux, and who is not whom it runs as is another account.
pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="Only root can give a file to another account.")
ANOTHER = 65534
REFUSED = "is not an administrator's"


@pytest.mark.parametrize("whose", [MACHINE_FILE, MACHINE_FILE.parent], ids=["file", "folder"])
def test_options_of_another_account_do_not_hold_for_all(machine: Machine, msi: Path, whose: Path) -> None:
    machine.install(msi, "PORT=48211")
    assert "48211" in machine.run("hookdeskctl.exe", "settings", "list")
    os.chown(machine.path(whose), ANOTHER, ANOTHER)
    with pytest.raises(Failed, match=REFUSED):
        machine.run("hookdeskctl.exe", "settings", "list")
    with pytest.raises(Failed, match=REFUSED):
        machine.run("hookdeskctl.exe", "settings", "set", "--machine", "port", "48212")
    assert machine.settings() == {"port": "48211"}


def test_nothing_is_written_into_a_folder_that_another_account_has_made(machine: Machine, msi: Path) -> None:
    folder = machine.path(MACHINE_FILE.parent)
    folder.mkdir()
    os.chown(folder, ANOTHER, ANOTHER)
    with pytest.raises(Failed, match=REFUSED):
        machine.install(msi, "PORT=48211")
    assert not machine.path(PROGRAMS).exists()
    assert list(folder.iterdir()) == []


def test_a_service_is_not_installed_over_a_folder_of_another_account(machine: Machine, msi: Path) -> None:
    machine.install(msi)
    home = machine.path(MACHINE_FILE.parent, "service")
    home.mkdir(parents=True)
    os.chown(home, ANOTHER, ANOTHER)
    with pytest.raises(Failed, match=REFUSED):
        machine.run("hookdeskctl.exe", "service", "install")
    assert "not installed" in machine.run("hookdeskctl.exe", "service", "status")
