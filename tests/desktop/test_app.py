"""`hookdesk` from its start to its end: a database it cannot use, a signal, a bug, a second look."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from desktop import app
from desktop.data.shown import CASES
from desktop.desk import Desk
from desktop.dialogs.asking import Ask
from desktop.process.crash_dialog import CrashDialog
from desktop.process.crashes import Crashes
from development.environment import ROOT
from models.database import open_database
from models.problems import Problem
from models.settings.config import Config
from tests.desktop.conftest import Answers

OFFSCREEN = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONUNBUFFERED": "1"}


@pytest.fixture
def crashes(qapp: QApplication) -> Iterator[Crashes]:
    """The hooks, taken for one test."""
    taken = Crashes()
    taken.install()
    yield taken
    taken.remove()


@pytest.mark.parametrize("content", [b"this is no database at all", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_database_is_a_problem_and_is_left_as_it_is(
    qapp: QApplication, tmp_path: Path, answers: Answers, content: bytes
) -> None:
    path = tmp_path / "damaged.db"
    path.write_bytes(content)
    assert app.start(qapp, {"database": str(path)}, answers) == 1
    assert len(answers.problems) == 1
    assert answers.problems[0].what_to_do
    assert path.read_bytes() == content


def test_a_database_of_a_newer_program_is_a_problem(
    qapp: QApplication, desk_path: Path, desk: Path, answers: Answers
) -> None:
    with sqlite3.connect(desk_path) as file:
        columns = [row[1] for row in file.execute("PRAGMA table_info(schema_migration)")]
        values = ["9999_from_the_future" if name in ("name", "migration") else "99" for name in columns]
        marks = ", ".join("?" * len(values))
        file.execute(f"INSERT INTO schema_migration ({', '.join(columns)}) VALUES ({marks})", values)
    assert app.start(qapp, {"database": str(desk_path)}, answers) == 1
    assert len(answers.problems) == 1


def test_a_wrong_option_is_a_problem_that_names_it(qapp: QApplication, answers: Answers) -> None:
    assert app.start(qapp, {"port": "many"}, answers) == 1
    assert "port" in answers.problems[0].title


def test_sigterm_ends_the_program_in_order(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "desktop.app", "--database", str(tmp_path / "desk.db"), "--port", "0"]
    with subprocess.Popen(command, env=OFFSCREEN | {"HOOKDESK_HOME": str(tmp_path)}) as process:
        log = tmp_path / "log" / "hookdesk.log"
        try:
            while not (log.exists() and "Receiving on" in log.read_text("utf-8")):
                assert process.poll() is None
            process.send_signal(signal.SIGTERM)
            assert process.wait(timeout=20) == 0
        finally:
            process.kill()
    assert not (tmp_path / "desk.db-wal").exists()


def test_a_bug_is_shown_once_with_details_to_copy(qtbot: QtBot, crashes: Crashes) -> None:
    QTimer.singleShot(0, lambda: sys.excepthook(ValueError, ValueError("one"), None))
    threading.Thread(target=lambda: 1 // 0).start()
    qtbot.waitUntil(lambda: crashes.dialog is not None and "division" in crashes.dialog.details.toPlainText())
    dialog = crashes.dialog
    assert dialog is not None
    box = dialog.findChild(QDialogButtonBox)
    assert isinstance(box, QDialogButtonBox)
    [copy] = [button for button in box.buttons() if button.text() == "Copy details"]
    copy.click()
    details = QGuiApplication.clipboard().text()
    assert "ValueError: one" in details
    assert "ZeroDivisionError" in details
    dialog.reject()
    assert crashes.dialog is None


@contextmanager
def closed_when_shown(qapp: QApplication) -> Iterator[list[str]]:
    """Close the dialog of a bug once an event loop runs; its details."""
    details: list[str] = []

    def look() -> None:
        dialog = qapp.activeModalWidget()
        if isinstance(dialog, CrashDialog):
            details.append(dialog.details.toPlainText())
            dialog.reject()

    watch = QTimer()
    watch.setInterval(20)
    watch.timeout.connect(look)
    watch.start()
    yield details
    watch.stop()


def test_a_bug_before_the_window_is_printed_and_shown(
    qapp: QApplication, answers: Answers, capsys: pytest.CaptureFixture[str]
) -> None:
    def choose(_: QApplication) -> str:
        raise ZeroDivisionError("before the window")

    with closed_when_shown(qapp) as details:
        assert app.start(qapp, {"database": None}, answers, choose) == 1
    assert len(details) == 1
    assert "ZeroDivisionError: before the window" in details[0]
    assert "ZeroDivisionError: before the window" in capsys.readouterr().err
    assert answers.problems == []


def test_a_bug_at_the_start_is_shown_after_all_was_stopped(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.desktop.window_with_a_bug", str(tmp_path / "desk.db")],
        env=OFFSCREEN | {"HOOKDESK_HOME": str(tmp_path)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1
    for said in (done.stdout, done.stderr, (tmp_path / "log" / "hookdesk.log").read_text("utf-8")):
        assert said.count("ZeroDivisionError: while it starts") == 1
    assert not (tmp_path / "desk.db-wal").exists()


def test_a_question_shows_markup_as_text(qtbot: QtBot, qapp: QApplication) -> None:
    formats: list[Qt.TextFormat] = []

    def look() -> None:
        box = qapp.activeModalWidget()
        assert isinstance(box, QMessageBox)
        formats.extend(label.textFormat() for label in box.findChildren(QLabel) if label.text())
        box.reject()

    QTimer.singleShot(0, look)
    Ask().problem(None, Problem("<b>Title</b>", "<img src='file:///etc/passwd'>"))
    assert formats == [Qt.TextFormat.PlainText] * 2


def test_the_window_opens_as_it_was_closed(
    qtbot: QtBot, qapp: QApplication, program: Desk, desk_config: Config, tmp_path: Path
) -> None:
    program.shown.show_page(CASES)
    program.window.resize(760, 560)
    program.window.close()
    assert program.stop()
    open_database(desk_config.database)
    again = Desk(desk_config, app=qapp, folder=tmp_path)
    assert again.window.header.tabs.currentIndex() == CASES
    assert (again.window.width(), again.window.height()) == (760, 560)
    assert again.stop()
    again.window.deleteLater()
