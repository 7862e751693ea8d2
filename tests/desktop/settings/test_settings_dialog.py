"""The settings: every page is reached by keyboard, holds what is changed, and has room on a small screen."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QListWidget
from pytestqt.qtbot import QtBot

from desktop.administration.people_dialog import PeopleDialog
from desktop.administration.retention_dialog import RetentionDialog
from desktop.desk import Desk
from desktop.settings.appearance_page import AppearancePage
from desktop.settings.deliveries_page import DeliveriesPage
from desktop.settings.people_page import PeoplePage
from desktop.settings.reach.reach_panel import ReachPanel
from desktop.settings.reach.ways import Way
from desktop.settings.settings_dialog import SettingsDialog
from desktop.settings.start_page import StartPage
from models.deliveries import retention
from models.settings import config, paths
from tests.desktop.conftest import Answers
from tests.desktop.settings.conftest import OnPage, SystemOpens

Key = Qt.Key


def kept() -> dict[str, object]:
    """What config.json of this account holds."""
    file = paths.config_folder() / "config.json"
    return dict(json.loads(file.read_text())) if file.exists() else {}


def test_ctrl_and_comma_open_it(program: Desk) -> None:
    QTest.keyClick(program.window, Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    [dialog] = program.window.findChildren(SettingsDialog)
    assert dialog.isVisible()
    dialog.reject()


def test_the_arrow_keys_lead_from_page_to_page(dialog: SettingsDialog) -> None:
    assert dialog.stack.currentWidget() is dialog.pages[0]
    QTest.keyClick(dialog.list, Key.Key_Down)
    assert dialog.stack.currentWidget() is dialog.pages[1]
    QTest.keyClick(dialog.list, Key.Key_End)
    assert dialog.stack.currentWidget() is dialog.pages[-1]


@pytest.mark.parametrize(("size", "zoom"), [((1000, 650), 100), ((760, 520), 100), ((1000, 650), 150)])
def test_no_page_is_wider_than_its_place(
    dialog: SettingsDialog, program: Desk, qtbot: QtBot, size: tuple[int, int], zoom: int
) -> None:
    program.theme.set_zoom(zoom)
    dialog.resize(*size)
    [panel] = dialog.findChildren(ReachPanel)
    panel.show_ways([Way("http://desk.local:4665", "muted", "This name is not known here.")], "")
    panel.show()
    for row, page in enumerate(dialog.pages):
        dialog.list.setCurrentRow(row)
        QApplication.processEvents()
        assert page.horizontalScrollBar().maximum() == 0, page.title


def test_everything_that_takes_the_keyboard_has_a_name(dialog: SettingsDialog) -> None:
    for page in dialog.pages:
        for kind in (QLineEdit, QComboBox, QAbstractButton, QListWidget):
            for field in page.findChildren(kind):
                named = field.accessibleName() or (isinstance(field, QAbstractButton) and field.text())
                assert named or field.focusPolicy() == Qt.FocusPolicy.NoFocus, (page.title, field)


def test_the_theme_holds_at_once_and_at_the_next_start(
    on_page: OnPage[AppearancePage], program: Desk, qtbot: QtBot
) -> None:
    page = on_page(AppearancePage)
    assert page.choice.value() == "light"
    page.choice.box.setFocus()
    QTest.keyClick(page.choice.box, Key.Key_Down)
    assert program.theme.choice == "dark"
    qtbot.waitUntil(lambda: kept() == {"theme": "dark"})


def test_the_size_of_texts_holds_at_once_and_makes_room(
    on_page: OnPage[AppearancePage], dialog: SettingsDialog, program: Desk
) -> None:
    page, before = on_page(AppearancePage), dialog.list.width()
    page.zoom.setFocus()
    QTest.keyClick(page.zoom, Key.Key_End)
    assert program.theme.zoom == 250
    assert dialog.list.width() > before
    program.theme.set_zoom(100)
    assert page.zoom.currentData() == 100


def test_compact_lists_are_chosen_here_as_well(on_page: OnPage[AppearancePage], program: Desk) -> None:
    on_page(AppearancePage).compact.click()
    assert program.theme.compact
    assert program.actions["compact"].isChecked()


def test_the_list_of_people_opens_over_it(on_page: OnPage[PeoplePage], dialog: SettingsDialog, qtbot: QtBot) -> None:
    on_page(PeoplePage).edit.click()
    [people] = dialog.findChildren(PeopleDialog)
    with qtbot.waitSignal(people.read):
        pass
    people.reject()
    assert dialog.isVisible()


def test_retention_is_changed_over_it(
    on_page: OnPage[DeliveriesPage], dialog: SettingsDialog, program: Desk, qtbot: QtBot
) -> None:
    page = on_page(DeliveriesPage)
    assert page.now.text().startswith("There are no deliveries now.")
    page.change.click()
    [asked] = dialog.findChildren(RetentionDialog)
    qtbot.waitUntil(program.tasks.idle)
    asked.days.show_value(7)
    with qtbot.waitSignal(asked.accepted):
        asked.accept()
    assert retention.policy().days == 7


def test_the_log_changes_its_lines_at_once(
    on_page: OnPage[StartPage], program: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    page = on_page(StartPage)
    QTest.keyClick(page.lines.box, Key.Key_Down)
    qtbot.waitUntil(lambda: config.load({}).log_format == "json" and program.tasks.idle())
    assert page.lines.value() == "json"


def test_what_is_logged_changes_at_once(
    on_page: OnPage[StartPage], program: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, root = on_page(StartPage), logging.getLogger()
    monkeypatch.setattr(root, "level", root.level)
    QTest.keyClick(page.level.box, Key.Key_Down)
    qtbot.waitUntil(lambda: config.load({}).log_level == "warning" and program.tasks.idle())
    assert not logging.getLogger("receiver.intake").isEnabledFor(logging.INFO)


def test_the_log_is_opened_by_the_system(
    program: Desk, answers: Answers, system: SystemOpens, qtbot: QtBot, tmp_path: Path
) -> None:
    page = StartPage(
        tasks=program.tasks,
        ask=answers,
        receiver=program.receiver,
        change=program.settings.receiver_change,
        options=program.settings.options,
        log_file=tmp_path / "hookdesk.log",
    )
    qtbot.addWidget(page)
    page.log.button.click()
    assert system.paths == [(tmp_path / "hookdesk.log").as_posix()]
    qtbot.waitUntil(program.tasks.idle)


def test_a_settings_file_that_cannot_be_read_is_said(
    on_page: OnPage[AppearancePage], program: Desk, qtbot: QtBot
) -> None:
    (paths.config_folder() / "config.json").write_text('{"port": 47')
    page = on_page(AppearancePage)
    QTest.keyClick(page.choice.box, Key.Key_Down)
    qtbot.waitUntil(lambda: program.window.banner.problem is not None)
    problem = program.window.banner.problem
    assert problem is not None
    assert "config.json cannot be read" in problem.title
    assert (paths.config_folder() / "config.json").read_text() == '{"port": 47'
