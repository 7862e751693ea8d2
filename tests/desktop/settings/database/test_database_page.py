"""Settings > Database: where it is, backups and checks while everybody works on, and what a backup holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.administration.move_dialog import MoveDialog
from desktop.desk import Desk
from desktop.restoring.restore_dialog import RestoreDialog
from desktop.settings.database.database_page import DatabasePage
from desktop.settings.settings_dialog import SettingsDialog
from models.database import backups
from models.upkeep import backup_plan
from models.upkeep.backup_plan import Plan
from tests.desktop.settings.conftest import OnPage

pytestmark = pytest.mark.sqlite_only
Key = Qt.Key


@pytest.fixture
def page(on_page: OnPage[DatabasePage], program: Desk, qtbot: QtBot) -> DatabasePage:
    """The page, in front, with all that it reads."""
    shown = on_page(DatabasePage)
    qtbot.waitUntil(program.tasks.idle)
    return shown


def test_it_says_where_the_database_is(page: DatabasePage, desk: Path) -> None:
    assert page.place.text() == str(desk)


def test_a_backup_is_made_now_and_stands_in_the_list(page: DatabasePage, program: Desk, qtbot: QtBot) -> None:
    assert not page.look.isEnabled()
    page.back_up.click()
    assert not page.back_up.isEnabled()
    qtbot.waitUntil(lambda: page.list.count() == 1)
    [made] = backups.all_backups()
    assert page.words.text().startswith(f"Backed up into {made.path}, ")
    assert page.words.property("role") == "ok"
    assert page.list.chosen() == made.path


def test_a_backup_says_what_it_holds(
    page: DatabasePage, program: Desk, post: Callable[..., None], qtbot: QtBot
) -> None:
    post("one", id="1")
    page.back_up.click()
    qtbot.waitUntil(lambda: page.list.count() == 1)
    page.look.click()
    qtbot.waitUntil(lambda: "Channels: 1, cases: 1, messages: 1." in page.words.text())
    assert program.window.isEnabled()


def test_a_backup_that_is_damaged_is_said_and_stays(page: DatabasePage, qtbot: QtBot) -> None:
    page.back_up.click()
    qtbot.waitUntil(lambda: page.list.count() == 1)
    [made] = backups.all_backups()
    made.path.write_bytes(b"no database" * 1000)
    page.look.click()
    qtbot.waitUntil(lambda: page.words.property("role") == "danger")
    assert made.path.exists()


def test_a_check_says_that_the_database_is_sound(page: DatabasePage, qtbot: QtBot) -> None:
    page.check.click()
    qtbot.waitUntil(lambda: page.words.text() == "The database is sound.")


def test_what_is_under_way_is_shown_when_the_settings_are_opened_again(
    page: DatabasePage, dialog: SettingsDialog, program: Desk, qtbot: QtBot
) -> None:
    page.check.click()
    dialog.reject()
    qtbot.waitUntil(program.tasks.idle)
    program.actions["settings"].trigger()
    opened = next(each for each in program.window.findChildren(SettingsDialog) if each.isVisible())
    opened.show_page(DatabasePage)
    again = opened.stack.currentWidget()
    assert isinstance(again, DatabasePage)
    assert again.words.text() == "The database is sound."
    opened.reject()


def test_the_time_and_the_number_are_kept_for_the_database(page: DatabasePage, program: Desk, qtbot: QtBot) -> None:
    page.plan.at.setFocus()
    QTest.keyClick(page.plan.at, Key.Key_Down)
    QTest.keyClick(page.plan.kept, Key.Key_Up)
    qtbot.waitUntil(program.tasks.idle)
    assert backup_plan.plan() == Plan(3, time(0))


def test_restoring_takes_the_place_of_the_settings(
    page: DatabasePage, dialog: SettingsDialog, program: Desk, qtbot: QtBot
) -> None:
    page.restore.click()
    [restoring] = program.window.findChildren(RestoreDialog)
    assert restoring.isVisible()
    assert not dialog.isVisible()
    qtbot.waitUntil(lambda: "There is no backup" in restoring.words.text())
    restoring.reject()


def test_moving_to_a_server_takes_the_place_of_the_settings(
    page: DatabasePage, dialog: SettingsDialog, program: Desk
) -> None:
    page.move_button.click()
    [moving] = program.window.findChildren(MoveDialog)
    assert moving.isVisible()
    assert not dialog.isVisible()
    moving.reject()


def test_backups_can_be_made_in_another_folder(
    page: DatabasePage, desk: Path, program: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    page.back_up.click()
    qtbot.waitUntil(lambda: page.list.count() == 1)
    disk = tmp_path / "disk"
    disk.mkdir()
    page.folder.choose(disk)
    qtbot.waitUntil(lambda: page.list.count() == 0 and program.tasks.idle())
    assert page.folder.line.text() == str(disk)
    assert page.folder.words.text() == f"What is in {desk.parent / 'backups'} stays there."
    page.back_up.click()
    qtbot.waitUntil(lambda: page.list.count() == 1)
    chosen = page.list.chosen()
    assert chosen is not None
    assert chosen.parent == disk
    page.folder.beside.click()
    qtbot.waitUntil(lambda: page.folder.line.text() == str(desk.parent / "backups") and program.tasks.idle())


def test_a_folder_that_cannot_have_backups_is_refused_in_words(
    page: DatabasePage, desk: Path, program: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    page.folder.choose(tmp_path / "nowhere")
    qtbot.waitUntil(page.folder.trouble.isVisible)
    assert page.folder.trouble.text().startswith(f"Backups cannot be made in {tmp_path / 'nowhere'}: ")
    assert page.folder.line.text() == str(desk.parent / "backups")
