"""The receiver as a service of Windows: it runs while nobody is logged in, and goes with the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from development.windows.wine import Failed
from tests.installers.windows.machine import PROGRAMS, Machine, take

HOME = {"HOOKDESK_HOME": r"C:\ProgramData\Hookdesk\service"}


def test_a_service_receives_and_is_removed_with_its_data_left(machine: Machine, msi: Path, port: int) -> None:
    url = _installed(machine, msi, port)
    assert take(url, "to the service") == "posted"
    assert "It runs." in machine.run("hookdeskctl.exe", "service", "status")
    with pytest.raises(Failed, match="is a service already"):
        machine.run("hookdeskctl.exe", "service", "install")

    machine.run("hookdeskctl.exe", "service", "remove")
    assert "not installed" in machine.run("hookdeskctl.exe", "service", "status")
    assert machine.path("ProgramData", "Hookdesk", "service", "data", "desk.db").exists()


def test_an_upgrade_takes_the_service_along_with_its_data(machine: Machine, older: Path, msi: Path, port: int) -> None:
    url = _installed(machine, older, port)
    assert take(url, "before the upgrade") == "posted"
    log = machine.install(msi)
    assert "StopServices" in log
    assert machine.answers(f"http://127.0.0.1:{port}")
    assert take(url, "after the upgrade") == "posted"
    assert "It runs." in machine.run("hookdeskctl.exe", "service", "status")
    listed = machine.run("hookdeskctl.exe", "message", "list", "Service", **HOME)
    assert "before the upgrade" in listed
    assert "after the upgrade" in listed


def test_uninstalling_takes_the_service_away_and_leaves_its_data(machine: Machine, msi: Path, port: int) -> None:
    url = _installed(machine, msi, port)
    assert take(url, "kept") == "posted"
    machine.uninstall(msi)
    assert not machine.has_service()
    assert not machine.path(PROGRAMS).exists()
    with pytest.raises(ConnectionError):
        take(url, "to nobody")
    assert machine.path("ProgramData", "Hookdesk", "service", "data", "desk.db").exists()

    machine.install(msi)
    machine.run("hookdeskctl.exe", "service", "install")
    assert machine.answers(f"http://127.0.0.1:{port}")
    assert "kept" in machine.run("hookdeskctl.exe", "message", "list", "Service", **HOME)


def test_only_windows_runs_it_as_a_service(machine: Machine, msi: Path) -> None:
    machine.install(msi)
    with pytest.raises(Failed, match="Only Windows starts this"):
        machine.run("hookdeskctl.exe", "service", "run", "--home", r"C:\desk")


def _installed(machine: Machine, msi: Path, port: int) -> str:
    """Install Hookdesk and its service; the URL of a web hook of the service's desk."""
    machine.install(msi, f"PORT={port}")
    assert "starts with the computer" in machine.run("hookdeskctl.exe", "service", "install")
    assert machine.answers(f"http://127.0.0.1:{port}")
    machine.run("hookdeskctl.exe", "channel", "add", "Service", **HOME)
    return machine.run("hookdeskctl.exe", "hook", "add", "Service", "--purpose", "Checks", **HOME).strip()
