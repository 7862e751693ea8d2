"""What goes wrong around the program: settings that cannot be read, no home, a drive that goes away; each in words."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import requests
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop import app
from desktop.desk import Desk
from desktop.restoring import opened_before
from desktop.restoring.lost_database import ask_how_to_go_on
from desktop.window.main_window import settings_in
from models.channels import hooks
from models.database import close_database, open_database
from models.database.files.standing import Missed
from models.files.folder_store import FolderStore
from models.settings import paths
from models.settings.config import Config
from tests.desktop.conftest import Answers

pytestmark = pytest.mark.sqlite_only


def told(qapp: QApplication, answers: Answers, database: Path) -> str:
    """Start the program, which ends with one problem; what it says."""
    assert app.start(qapp, {"database": str(database), "port": "0"}, answers) == 1
    [problem] = answers.problems
    assert problem.what_to_do
    return str(problem)


def test_settings_that_are_half_written_are_named(qapp: QApplication, answers: Answers, tmp_path: Path) -> None:
    file = paths.config_folder() / "config.json"
    file.write_text('{"port": 46', "utf-8")
    assert str(file) in told(qapp, answers, tmp_path / "desk.db")
    assert file.read_text("utf-8") == '{"port": 46'
    assert not (tmp_path / "desk.db").exists()


def test_an_error_in_the_file_of_the_machine_is_named(qapp: QApplication, answers: Answers, tmp_path: Path) -> None:
    (tmp_path / "machine").mkdir()
    file = tmp_path / "machine" / "config.json"
    file.write_text('{"theme": "pink"}', "utf-8")
    said = told(qapp, answers, tmp_path / "desk.db")
    assert str(file) in said
    assert "pink" in said


@pytest.mark.skipif(os.name == "nt", reason="the home of an account is not a variable there")
def test_an_account_without_a_home_is_told_what_it_needs(
    qapp: QApplication, answers: Answers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HOOKDESK_HOME")
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", "/dev/null/nobody")
    assert "HOOKDESK_HOME" in told(qapp, answers, tmp_path / "desk.db")


class Connects(Answers):
    """Has nothing done at first, and connects the drive before it looks again."""

    def __init__(self, drive: Path, away: Path) -> None:
        super().__init__()
        self.drive, self.away = drive, away

    def choose(self, parent: QWidget | None, title: str, text: str, choices: Sequence[str]) -> str | None:
        if len(self.asked) == 1:
            self.away.rename(self.drive)
        return super().choose(parent, title, text, choices)


@pytest.fixture
def away(tmp_path: Path) -> Path:
    """A drive with a desk that was opened before and is not connected: what is on it is here."""
    database = tmp_path / "drive" / "desk.db"
    open_database(str(database))
    close_database()
    opened_before.note(settings_in(paths.data_folder()), str(database))
    return database.parent.rename(tmp_path / "away")


def test_a_drive_that_is_not_there_at_the_start_gets_no_empty_desk(
    qapp: QApplication, answers: Answers, away: Path
) -> None:
    drive = away.with_name("drive")
    assert app.start(qapp, {"database": str(drive / "desk.db"), "port": "0"}, answers) == 0
    [(title, choices)] = answers.asked
    assert title == f"{drive / 'desk.db'} is gone, where it was opened before."
    assert choices.startswith("Look again; ")
    assert not drive.exists()


def test_a_drive_that_is_connected_is_found_by_looking_again(away: Path, tmp_path: Path) -> None:
    drive = away.with_name("drive")
    person = Connects(drive, away)
    person.line = "Look again"
    with pytest.raises(Missed) as missed:
        opened_before.miss(settings_in(paths.data_folder()), str(drive / "desk.db"))
    assert ask_how_to_go_on(person, missed.value, FolderStore(tmp_path)) == str(drive / "desk.db")
    assert len(person.asked) == 2


@pytest.mark.skipif(os.name == "nt", reason="a folder whose file is open cannot be taken away there")
def test_a_drive_that_goes_away_is_told_until_it_is_back(
    qtbot: QtBot, qapp: QApplication, desk_config: Config, answers: Answers, tmp_path: Path
) -> None:
    close_database()
    drive = tmp_path / "drive"
    open_database(str(drive / "desk.db"))
    running = Desk(replace(desk_config, database=str(drive / "desk.db")), app=qapp, folder=tmp_path, ask=answers)
    try:
        running.start()
        qtbot.waitUntil(lambda: running.receiver.state == "receiving" and running.shown.channel is not None)
        [hook] = hooks.of_channel(None)
        url, banner = hooks.url(running.receiver.base_url(), hook.channel_guid, hook.guid), running.window.banner
        away = drive.rename(tmp_path / "away")
        qtbot.waitUntil(banner.isVisible)
        assert banner.problem is not None
        assert str(drive / "desk.db") in banner.problem.title
        qtbot.waitUntil(lambda: running.receiver.state == "refusing")
        assert requests.post(url, json={"text": "lost?"}, timeout=10).status_code == 503
        assert not drive.exists()
        away.rename(drive)
        qtbot.waitUntil(lambda: running.receiver.state == "receiving" and not banner.isVisible())
        assert requests.post(url, json={"text": "back"}, timeout=10).ok
        qtbot.waitUntil(running.tasks.idle)
        running.window.close()
    finally:
        stopped = running.stop()
        running.window.deleteLater()
    assert stopped
