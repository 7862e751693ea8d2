"""What one gets of the .zip: the programs in any folder, with nothing installed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from development.windows import bundle, python
from tests.installers.windows.machine import Machine, take

OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}
FOLDER = "carried with blanks and ü"


@pytest.fixture
def carried(machine: Machine) -> Machine:
    """A machine on which the .zip was unpacked somewhere."""
    archive = bundle.DIST / f"hookdesk-{python.version_in(bundle.KEPT)}-windows.zip"
    shutil.unpack_archive(archive, machine.path(FOLDER))
    return machine.with_programs_in(Path(FOLDER, "hookdesk"))


def test_it_runs_from_any_folder_and_takes_a_post(carried: Machine) -> None:
    assert "Self-check passed." in carried.run("hookdesk.exe", "--self-check", **OFFSCREEN)
    with carried.receiving("--port", "0") as url:
        assert take(url, "from outside") == "posted"
    assert "from outside" in carried.run("hookdeskctl.exe", "message", "list", "General")
    assert carried.installed() == []


def test_its_data_can_be_carried_along(carried: Machine) -> None:
    home = {"HOOKDESK_HOME": rf"C:\{FOLDER}\desk"}
    with carried.receiving("--port", "0", **home) as url:
        assert take(url, "carried along") == "posted"
    carried.path(FOLDER).rename(carried.path("carried on"))
    moved = carried.with_programs_in(Path("carried on", "hookdesk"))
    listed = moved.run("hookdeskctl.exe", "message", "list", "General", HOOKDESK_HOME=r"C:\carried on\desk")
    assert "carried along" in listed
