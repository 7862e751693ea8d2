"""The files for all accounts are an administrator's: in %ProgramData% every account can make some before he does."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from development.windows.wine import Failed
from tests.installers.windows.machine import MACHINE_FILE, PROGRAMS, Machine

# Wine takes the owner from Linux, and who is not whom it runs as is another account.
pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="Only root can give a file to another account.")
ANOTHER = 65534
REFUSED = "is not an administrator's"
CHANGED = "can be changed by accounts that are no administrators"


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


@pytest.mark.parametrize("what", [MACHINE_FILE, MACHINE_FILE.parent], ids=["file", "folder"])
def test_options_that_every_account_can_change_do_not_hold_for_all(machine: Machine, msi: Path, what: Path) -> None:
    machine.install(msi, "PORT=48211")
    rights = machine.path(what).stat().st_mode
    machine.path(what).chmod(rights | stat.S_IWOTH)
    with pytest.raises(Failed, match=CHANGED):
        machine.run("hookdeskctl.exe", "settings", "list")
    machine.path(what).chmod(rights & ~stat.S_IWOTH)
    assert "48211" in machine.run("hookdeskctl.exe", "settings", "list")


def test_a_folder_that_every_account_can_change_is_closed_when_an_option_is_set(machine: Machine, msi: Path) -> None:
    folder = machine.path(MACHINE_FILE.parent)
    folder.mkdir()
    folder.chmod(0o777)
    machine.install(msi, "PORT=48211")
    assert not folder.stat().st_mode & stat.S_IWOTH
    assert "48211" in machine.run("hookdeskctl.exe", "settings", "list")


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
