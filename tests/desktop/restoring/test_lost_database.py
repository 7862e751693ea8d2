"""A database that is gone or was copied over: the window asks before it does anything."""

from __future__ import annotations

import shutil
from pathlib import Path

import apsw
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from desktop.dialogs.asking import Ask
from desktop.restoring.lost_database import ask_how_to_go_on
from models.channels import channels
from models.database import backup_files, backups, close_database, open_database
from models.database.files.standing import CopiedOver, Lost, beside
from models.files.folder_store import FolderStore
from models.upkeep import restoring
from tests.desktop.conftest import Answers
from tests.models.conftest import AT

# Nothing is kept there.
STORE = FolderStore(Path("no-such-folder"))
pytestmark = pytest.mark.sqlite_only


@pytest.fixture
def lost(desk: Path) -> Lost:
    """A desk with a channel, whose file is gone; there is a backup with the channel."""
    channels.add("Kept")
    backups.run(AT)
    close_database()
    desk.unlink()
    return Lost(desk)


def names(path: str | None) -> list[str]:
    assert path is not None
    open_database(path, make=False)
    return [channel.name for channel in channels.all_channels()]


def test_a_backup_is_offered_and_restored(lost: Lost, answers: Answers) -> None:
    asked: list[Path] = []

    def restore(_: Ask, path: Path) -> bool:
        asked.append(path)
        if len(asked) == 1:  # the person left that dialog, and is asked again
            return False
        return bool(restoring.restore(backup_files.of(path)[0].path, path, AT, STORE))

    answers.line = "Restore a backup"
    assert names(ask_how_to_go_on(answers, lost, STORE, restore)) == ["Kept"]
    assert asked == [lost.path, lost.path]
    answers.asked.pop()
    [(title, choices)] = answers.asked
    assert title == "desk.db is empty or gone, and what is beside it shows that there was a desk."
    assert choices.startswith("Restore a backup")
    assert choices.count(";") == 2


def test_an_empty_desk_is_begun_when_it_is_wanted(lost: Lost, answers: Answers) -> None:
    answers.line = "empty desk"
    assert names(ask_how_to_go_on(answers, lost, STORE)) == []


def test_another_file_can_be_opened(lost: Lost, answers: Answers, tmp_path: Path) -> None:
    answers.line, answers.file = "another file", tmp_path / "other.db"
    assert ask_how_to_go_on(answers, lost, STORE) == str(tmp_path / "other.db")
    assert not lost.path.exists()


def test_who_cancels_changes_nothing(lost: Lost, answers: Answers) -> None:
    before = sorted(lost.path.parent.rglob("*"))
    assert ask_how_to_go_on(answers, lost, STORE) is None
    assert sorted(lost.path.parent.rglob("*")) == before


def test_a_copy_beside_a_left_log_can_be_used(desk: Path, answers: Answers) -> None:
    channels.add("Kept")
    backup = backups.run(AT).path
    close_database()
    writer = apsw.Connection(str(desk))
    writer.execute("UPDATE channels SET description = 'changed'")
    log = beside(desk, "-wal").read_bytes()
    writer.close()
    shutil.copy(backup, desk)
    beside(desk, "-wal").write_bytes(log)
    answers.line = "that was copied"
    assert names(ask_how_to_go_on(answers, CopiedOver(desk), STORE)) == ["Kept"]


def test_the_first_button_is_pressed_by_enter_and_none_by_escape(qtbot: QtBot, qapp: QApplication) -> None:
    def press(accept: bool) -> None:
        box = qapp.activeModalWidget()
        assert isinstance(box, QMessageBox)
        default = box.defaultButton()
        assert default is not None
        default.click() if accept else box.reject()

    QTimer.singleShot(0, lambda: press(True))
    assert Ask().choose(None, "Gone.", "Nothing was changed.", ["Restore", "Begin anew"]) == "Restore"
    QTimer.singleShot(0, lambda: press(False))
    assert Ask().choose(None, "Gone.", "Nothing was changed.", ["Restore", "Begin anew"]) is None
