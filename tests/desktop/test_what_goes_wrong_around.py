"""What goes wrong around the program: settings that cannot be read, no home, a drive that goes away; each in words."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
import requests
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import app
from desktop.desk import Desk
from models.channels import hooks
from models.database import close_database, open_database
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
        qtbot.waitUntil(banner.isVisible, timeout=10_000)
        assert banner.problem is not None
        assert str(drive / "desk.db") in banner.problem.title
        qtbot.waitUntil(lambda: running.receiver.state == "refusing", timeout=10_000)
        assert requests.post(url, json={"text": "lost?"}, timeout=10).status_code == 503
        assert not drive.exists()
        away.rename(drive)
        qtbot.waitUntil(lambda: running.receiver.state == "receiving" and not banner.isVisible(), timeout=10_000)
        assert requests.post(url, json={"text": "back"}, timeout=10).ok
        qtbot.waitUntil(running.tasks.idle)
        running.window.close()
    finally:
        stopped = running.stop()
        running.window.deleteLater()
    assert stopped
