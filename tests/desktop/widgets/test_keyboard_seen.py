"""Where the keyboard is in a list can be seen, in both themes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QWidget
from pytestqt.qtbot import QtBot

from desktop.administration.people_dialog import PeopleDialog
from desktop.data.shown import CASES, DELIVERIES
from desktop.data.tasks import Tasks
from desktop.desk import Desk
from desktop.widgets.theme import ThemeChoice, ThemeHolder
from models.cases import people
from resources.palette import DARK, LIGHT
from tests.desktop.conftest import Answers

PALETTES = {"light": LIGHT, "dark": DARK}
both_themes = pytest.mark.parametrize("choice", ["light", "dark"])


def accented(view: QAbstractItemView, choice: ThemeChoice) -> int:
    """How many pixels of the accent's colour the row has where the person is."""
    image = view.viewport().grab(QRect(view.visualRect(view.currentIndex()))).toImage()
    accent = QColor(PALETTES[choice].accent)
    return sum(image.pixelColor(x, y) == accent for x in range(image.width()) for y in (0, 1, 2, image.height() // 2))


def is_seen(view: QAbstractItemView, elsewhere: QWidget, choice: ThemeChoice) -> bool:
    """Whether the row looks otherwise once the list has the keyboard, by more than a hair of the accent."""
    view.setCurrentIndex(view.model().index(0, 0))
    elsewhere.setFocus()
    before = accented(view, choice)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Home)
    return accented(view, choice) > before + 20


@both_themes
def test_in_the_lists_of_the_window(
    program: Desk, post: Callable[..., None], qtbot: QtBot, choice: ThemeChoice
) -> None:
    program.theme.choose(choice)
    post("Disk full", id="disk")
    window, search = program.window, program.window.search.field
    window.shown.show_page(CASES)
    cases = window.cases.pane.list
    qtbot.waitUntil(lambda: cases.model().rowCount() > 0 and program.tasks.idle())
    assert is_seen(cases, search, choice)
    window.shown.show_page(DELIVERIES)
    deliveries = window.deliveries.pane.list
    qtbot.waitUntil(lambda: deliveries.model().rowCount() > 0 and program.tasks.idle())
    assert is_seen(deliveries, search, choice)
    assert is_seen(window.side.list, search, choice)


@both_themes
def test_in_the_lists_of_dialogs(
    tasks: Tasks, theme: ThemeHolder, answers: Answers, qtbot: QtBot, desk: Path, choice: ThemeChoice
) -> None:
    theme.choose(choice)
    people.add("Deniz")
    dialog = PeopleDialog(tasks=tasks, ask=answers)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    qtbot.waitUntil(lambda: dialog.list.count() == 1)
    assert is_seen(dialog.list, dialog.field, choice)
