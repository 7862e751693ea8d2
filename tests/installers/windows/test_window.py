"""The installed program's window on a screen, shown by Windows' own means."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.window.main_window import SETTINGS_FILE
from development.windows import bundle
from development.windows.wine import Wine, windows_path
from tests.installers.windows.machine import Machine, started, take
from tests.installers.windows.window import PATIENCE_SECONDS, window
from tests.torture.trial import Untried
from tests.torture.window import screen

DATABASE = r"DATABASEURL=C:\desk\all.db"


@pytest.fixture(scope="module")
def display(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    try:
        screen.need_programs()
    except Untried as untried:
        pytest.skip(f"A screen {untried}")
    with screen.screen(tmp_path_factory.mktemp("screen")) as name:
        yield name


@pytest.fixture(scope="module")
def windows(tmp_path_factory: pytest.TempPathFactory, display: str) -> Iterator[Wine]:
    """One of its own: what Wine starts first says for all that comes whether there is a screen."""
    with pytest.MonkeyPatch.context() as environ:
        environ.setenv("DISPLAY", display)
        environ.setenv("QT_QPA_PLATFORM", "windows")
        with started(tmp_path_factory.mktemp("windows")) as made:
            yield made


def test_the_window_is_shown_and_receives_and_a_second_start_leaves_it(
    machine: Machine, msi: Path, display: str, port: int
) -> None:
    machine.install(msi, DATABASE, f"PORT={port}")
    with window(machine, display, port):
        assert take(_hook_url(machine), "to the window") == "posted"
        assert "runs already" in machine.run("hookdesk.exe")
    assert "to the window" in machine.run("hookdeskctl.exe", "message", "list", "General")


def test_the_window_ends_in_order_when_windows_asks_it_to(machine: Machine, msi: Path, display: str, port: int) -> None:
    machine.install(msi, DATABASE, f"PORT={port}")
    settings = machine.path(machine.home(), "AppData", "Local", "hookdesk", SETTINGS_FILE)
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text("[tray]\nkeep_receiving=false\n")  # closing the window ends the program, after a question
    with window(machine, display, port) as process:
        assert take(_hook_url(machine), "just now") == "posted"
        asks: list[str | Path] = [
            bundle.KEPT / "python" / "python.exe",
            windows_path(Path(__file__).with_name("end_session.py")),
        ]
        assert int(machine.wine.run(asks)) > 0
        assert process.wait(PATIENCE_SECONDS) == 0


def _hook_url(machine: Machine) -> str:
    url: str = json.loads(machine.run("hookdeskctl.exe", "hook", "list", "General", "--json"))[0]["url"]
    return url
