"""The receiver as a service of Windows: it runs while nobody is logged in, and goes with the program."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from development.windows.wine import Failed
from tests.installers.windows.machine import Machine, take

HOME = {"HOOKDESK_HOME": r"C:\ProgramData\Hookdesk\service"}


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number: int = free.getsockname()[1]
    return number


def test_a_service_receives_and_is_removed_with_its_data_left(machine: Machine, msi: Path, port: int) -> None:
    machine.install(msi, f"PORT={port}")
    assert "starts with the computer" in machine.run("hookdeskctl.exe", "service", "install")
    assert machine.answers(f"http://127.0.0.1:{port}")
    machine.run("hookdeskctl.exe", "channel", "add", "Service", **HOME)
    url = machine.run("hookdeskctl.exe", "hook", "add", "Service", "--purpose", "Checks", **HOME).strip()
    assert take(url, "to the service") == "posted"
    assert "It runs." in machine.run("hookdeskctl.exe", "service", "status")
    with pytest.raises(Failed, match="is a service already"):
        machine.run("hookdeskctl.exe", "service", "install")

    machine.run("hookdeskctl.exe", "service", "remove")
    assert "not installed" in machine.run("hookdeskctl.exe", "service", "status")
    assert machine.path("ProgramData", "Hookdesk", "service", "data", "desk.db").exists()


def test_only_windows_runs_it_as_a_service(machine: Machine, msi: Path) -> None:
    machine.install(msi)
    with pytest.raises(Failed, match="Only Windows starts this"):
        machine.run("hookdeskctl.exe", "service", "run", "--home", r"C:\desk")
