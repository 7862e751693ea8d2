"""Started twice: the second one gets the first one's window, and goes; tried with real processes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app import RUNS_ALREADY
from desktop.desk import Desk
from desktop.process.single_instance import SingleInstance
from models.problems import Problem

OFFSCREEN = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONUNBUFFERED": "1"}
HOLDER = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from desktop.process.single_instance import SingleInstance
app = QCoreApplication([])
one = SingleInstance(sys.argv[1], Path(sys.argv[2]))
assert one.claim()
one.listen()
one.wanted.connect(lambda: print("wanted", flush=True))
print("claimed", flush=True)
app.exec() if sys.argv[3] == "answers" else input()
"""


@contextmanager
def holder(database: Path, folder: Path, manner: str = "answers") -> Iterator[subprocess.Popen[str]]:
    """A process that is the first one, and answers or hangs."""
    command = [sys.executable, "-c", HOLDER, str(database), str(folder), manner]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert line(process) == "claimed\n"
            yield process
        finally:
            process.kill()


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()


@contextmanager
def hookdesk(home: Path) -> Iterator[subprocess.Popen[str]]:
    """The program itself, offscreen."""
    command = [sys.executable, "-m", "desktop.app", "--database", str(home / "desk.db"), "--port", "0"]
    environment = OFFSCREEN | {"HOOKDESK_HOME": str(home)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def receiving(process: subprocess.Popen[str], home: Path, times: int = 1) -> None:
    log = home / "log" / "hookdesk.log"
    while not (log.exists() and log.read_text("utf-8").count("Receiving on") == times):
        assert process.poll() is None


def test_the_program_started_again_says_so_and_goes(tmp_path: Path) -> None:
    with hookdesk(tmp_path) as first:
        receiving(first, tmp_path)
        with hookdesk(tmp_path) as second:
            said, _ = second.communicate(timeout=60)
        assert (said, second.returncode) == (RUNS_ALREADY + "\n", 0)
        assert first.poll() is None


def test_the_program_starts_after_a_crash(tmp_path: Path) -> None:
    with hookdesk(tmp_path) as first:
        receiving(first, tmp_path)
        first.kill()
    with hookdesk(tmp_path) as second:
        receiving(second, tmp_path, times=2)
        second.terminate()
        assert second.wait(timeout=60) == 0


def test_the_first_one_is_told(qapp: QApplication, tmp_path: Path) -> None:
    database = tmp_path / "desk.db"
    with holder(database, tmp_path) as process:
        assert not SingleInstance(str(database), tmp_path).claim()
        assert line(process) == "wanted\n"


def test_a_second_database_is_another_program(qapp: QApplication, tmp_path: Path) -> None:
    with holder(tmp_path / "one.db", tmp_path):
        other = SingleInstance(str(tmp_path / "two.db"), tmp_path)
        assert other.claim()
        other.release()


def test_the_same_file_by_another_name_is_the_same_database(qapp: QApplication, tmp_path: Path) -> None:
    (tmp_path / "desk.db").touch()
    (tmp_path / "link.db").symlink_to(tmp_path / "desk.db")
    with holder(tmp_path / "desk.db", tmp_path):
        assert not SingleInstance(f"sqlite:///{tmp_path / 'link.db'}", tmp_path).claim()


def test_one_that_was_killed_leaves_its_place(qapp: QApplication, tmp_path: Path) -> None:
    database = tmp_path / "desk.db"
    with holder(database, tmp_path) as process:
        process.kill()
        process.wait()
        [socket] = [path.read_text() for path in tmp_path.glob("window-*.socket")]
        assert Path(socket).exists()
        again = SingleInstance(str(database), tmp_path)
        assert again.claim()
        again.listen()
        assert not Path(socket).exists()
        again.release()
    assert list(tmp_path.glob("window-*")) == []


def test_one_that_hangs_is_a_problem_with_what_to_do(qapp: QApplication, tmp_path: Path) -> None:
    database = tmp_path / "desk.db"
    with holder(database, tmp_path, "hangs"), pytest.raises(Problem, match="does not answer"):
        SingleInstance(str(database), tmp_path).claim(patience=1.0)


def test_the_window_that_is_there_comes_to_the_front(qtbot: QtBot, program: Desk, tmp_path: Path) -> None:
    program.window.hide()
    program.background.show_window()
    assert program.window.isVisible()
    program.window.showMinimized()
    program.background.show_window()
    assert not program.window.isMinimized()


def test_a_server_s_database_has_one_window_whatever_the_password(qapp: QApplication, tmp_path: Path) -> None:
    at = "db.example:5432/desk?sslmode=require"
    first = SingleInstance(f"postgresql://ada:secret@{at}", tmp_path)
    assert first.claim()
    try:
        again = SingleInstance(f"postgres://ada@{at}&password=secret", tmp_path)
        with pytest.raises(Problem, match="does not answer"):  # it waits for this very thread
            again.claim(patience=0.5)
        other = SingleInstance("postgresql://ada:secret@db.example:5432/other?sslmode=require", tmp_path)
        assert other.claim()
        other.release()
    finally:
        first.release()


def test_an_address_that_cannot_be_read_is_a_problem(qapp: QApplication, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="cannot be read"):
        SingleInstance("postgresql://ada:secret@[db.example/desk", tmp_path)
