"""Restore in the window: what a backup holds is seen before, and what was there is kept."""

from __future__ import annotations

from pathlib import Path

import apsw
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import app
from desktop.data.tasks import Tasks
from desktop.restoring.put_back import PutBack
from desktop.restoring.restore import Restore
from desktop.restoring.restore_dialog import RestoreDialog
from desktop.window.main_window import MainWindow
from models.channels import channels
from models.database import backups, close_database, open_database
from models.files.folder_store import FolderStore
from tests.desktop.conftest import Answers
from tests.models.conftest import AT, DAY

pytestmark = pytest.mark.sqlite_only


@pytest.fixture
def backup(desk: Path) -> Path:
    """An older backup without a channel, and this one, which has one; a second channel was added since."""
    backups.run(AT - DAY)
    channels.add("Kept")
    made = backups.run(AT).path
    channels.add("Later")
    return made


@pytest.fixture
def dialog(desk: Path, backup: Path, tasks: Tasks, answers: Answers, qtbot: QtBot) -> RestoreDialog:
    """The dialog, with the newest backup looked into."""
    shown = RestoreDialog(desk, tasks=tasks, ask=answers)
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitUntil(shown.restore.isEnabled)
    return shown


def names(path: Path) -> list[str]:
    open_database(str(path), make=False)
    try:
        return sorted(channel.name for channel in channels.all_channels())
    finally:
        close_database()


def test_the_newest_backup_is_chosen_and_says_what_it_holds(dialog: RestoreDialog, backup: Path, qtbot: QtBot) -> None:
    assert dialog.list.count() == 2
    assert dialog.file == backup
    assert "Channels: 1, cases: 0, messages: 0. The last that came: nothing has come yet." in dialog.words.text()
    dialog.list.setCurrentRow(1)
    assert not dialog.restore.isEnabled()
    qtbot.waitUntil(dialog.restore.isEnabled)
    assert "Channels: 0" in dialog.words.text()


def test_the_one_that_was_chosen_in_the_settings_is_chosen(
    desk: Path, backup: Path, tasks: Tasks, answers: Answers, qtbot: QtBot
) -> None:
    older = backups.all_backups()[1].path
    shown = RestoreDialog(desk, tasks=tasks, ask=answers, first=older)
    qtbot.addWidget(shown)
    qtbot.waitUntil(shown.restore.isEnabled)
    assert shown.file == older
    assert shown.list.chosen() == older


def test_what_is_no_backup_cannot_be_restored(
    dialog: RestoreDialog, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    answers.file = tmp_path / "other.db"
    answers.file.write_bytes(b"%PDF-1.7 no database")
    dialog.another.click()
    qtbot.waitUntil(lambda: dialog.words.property("role") == "danger")
    assert "other.db is not a database" in dialog.words.text()
    assert not dialog.restore.isEnabled()


def test_a_backup_of_an_older_version_is_said_to_be_one(
    dialog: RestoreDialog, backup: Path, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    answers.file = tmp_path / "older.db"
    answers.file.write_bytes(backup.read_bytes())
    file = apsw.Connection(str(answers.file))
    file.execute("DELETE FROM schema_migration WHERE name = (SELECT MAX(name) FROM schema_migration)")
    file.close()
    dialog.another.click()
    qtbot.waitUntil(lambda: "An older version made it" in dialog.words.text())
    assert dialog.restore.isEnabled()


def test_what_was_there_is_kept_and_named(desk: Path, backup: Path, qtbot: QtBot) -> None:
    close_database()
    done = PutBack(backup, desk, FolderStore(desk.parent / "files"))
    qtbot.addWidget(done)
    done.show()
    done.reject()
    assert done.isVisible()
    qtbot.waitUntil(done.go_on.isEnabled)
    assert done.restored is not None
    folder = done.restored.aside
    assert folder is not None
    assert done.words.text().endswith(f"What was there is kept in {folder}.")
    done.accept()
    assert (names(desk), names(folder / desk.name)) == (["Kept"], ["Kept", "Later"])


def test_a_database_that_somebody_has_open_stays(desk: Path, backup: Path, qtbot: QtBot) -> None:
    close_database()
    user = apsw.Connection(str(desk))
    user.execute("BEGIN; SELECT COUNT(*) FROM channels")
    done = PutBack(backup, desk, FolderStore(desk.parent / "files"))
    qtbot.addWidget(done)
    qtbot.waitUntil(done.go_on.isEnabled)
    assert "The database is in use." in done.words.text()
    user.close()
    done.accept()
    assert done.restored is None
    assert names(desk) == ["Kept", "Later"]


def test_the_window_makes_room_and_opens_again_on_the_backup(
    qapp: QApplication, desk: Path, backup: Path, answers: Answers
) -> None:
    close_database()
    steps: list[str] = []

    def window(named: str) -> MainWindow | None:
        found = [each for each in qapp.topLevelWidgets() if isinstance(each, MainWindow) and each.isVisible()]
        listed = {channel.name for each in found for channel in each.shown.channels}
        return found[0] if named in listed else None

    def step() -> None:
        dialogs = {type(each): each for each in qapp.topLevelWidgets() if each.isVisible()}
        putting, choosing = dialogs.get(PutBack), dialogs.get(RestoreDialog)
        if isinstance(putting, PutBack):
            if putting.go_on.isEnabled():
                steps.append("put back")
                putting.accept()
        elif isinstance(choosing, RestoreDialog):
            if choosing.restore.isEnabled():
                steps.append("chosen")
                choosing.restore.click()
        elif not steps and (first := window("Later")) is not None:
            steps.append("opened")
            [restore] = first.findChildren(Restore)  # what the button in the settings opens
            restore.open(None)
        elif steps[-1:] == ["put back"] and (again := window("Kept")) is not None:
            steps.append(",".join(sorted(channel.name for channel in again.shown.channels)))
            again.may_close = lambda: True
            again.close()

    watch = QTimer()
    watch.setInterval(50)
    watch.timeout.connect(step)
    watch.start()
    assert app.start(qapp, {"database": str(desk), "port": "0"}, answers) == 0
    watch.stop()
    assert steps == ["opened", "chosen", "put back", "Kept"]
    assert answers.problems == []
