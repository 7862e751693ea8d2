"""Start at login: the entry of the system is made and taken away, and starts what runs now."""

from __future__ import annotations

import plistlib
import shutil
import subprocess
import sys
from configparser import RawConfigParser
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.desk import Desk
from desktop.settings.start_page import StartPage
from models.settings.login import entry, macos, xdg
from tests.desktop.conftest import Answers
from tests.desktop.settings.conftest import OnPage

pytestmark = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="is about desktops of freedesktop.org")
AWKWARD = '/opt/a "b" $c `d` \\e 100%/hookdesk'


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the desktop looks, in place of the folder of the person who runs the test."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "config" / "autostart"


def test_a_click_makes_the_entry_and_another_takes_it_away(
    on_page: OnPage[StartPage], folder: Path, program: Desk, qtbot: QtBot
) -> None:
    page = on_page(StartPage)
    qtbot.waitUntil(page.login.isEnabled)
    assert not page.login.isChecked()
    page.login.click()
    qtbot.waitUntil(lambda: (folder / "hookdesk.desktop").exists() and program.tasks.idle())
    assert entry.is_there()
    page.login.click()
    qtbot.waitUntil(lambda: not entry.is_there() and program.tasks.idle())
    assert list(folder.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_said(
    on_page: OnPage[StartPage], folder: Path, answers: Answers, qtbot: QtBot
) -> None:
    page = on_page(StartPage)
    qtbot.waitUntil(page.login.isEnabled)
    folder.parent.write_text("a file is in the way")
    page.login.click()
    qtbot.waitUntil(lambda: bool(answers.problems))
    assert answers.problems[0].title.startswith("Start at login cannot be changed")
    qtbot.waitUntil(lambda: not page.login.isChecked())


def test_what_a_desktop_switched_off_is_off(folder: Path) -> None:
    entry.put(True)
    file = folder / "hookdesk.desktop"
    file.write_text(file.read_text() + "X-GNOME-Autostart-enabled=false\n")
    assert not entry.is_there()
    entry.put(True)
    assert entry.is_there()


def test_an_awkward_path_is_quoted_as_the_specification_says() -> None:
    parsed = RawConfigParser()
    parsed.read_string(xdg.entry([AWKWARD]))
    exec_key = parsed["Desktop Entry"]["Exec"]
    assert exec_key == r'"/opt/a \\"b\\" \\$c \\`d\\` \\\\e 100%%/hookdesk"'


@pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="desktop-file-validate is not here")
def test_the_entry_is_valid(folder: Path) -> None:
    entry.put(True)
    subprocess.run(["desktop-file-validate", folder / "hookdesk.desktop"], check=True)


def test_it_starts_the_program_that_runs_now() -> None:
    said = subprocess.run([*entry.command(), "--version"], check=True, capture_output=True, text=True)
    assert said.stdout.startswith("hookdesk ")


def test_the_list_of_a_mac_names_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    program = ["/Applications/Hookdesk.app/Contents/MacOS/hookdesk"]
    macos.make(program)
    read = plistlib.loads(macos.place().read_bytes())
    assert (read["ProgramArguments"], read["RunAtLoad"]) == (program, True)
    macos.remove()
    assert not macos.is_there()
