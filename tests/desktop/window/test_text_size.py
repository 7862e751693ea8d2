"""Ctrl+plus, Ctrl+minus and Ctrl+0: all texts get larger and smaller, and what is laid out by them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.desk import Desk
from desktop.widgets.theme import READING_POINTS, ZOOMS, ThemeHolder
from desktop.window.frame.window_place import WindowPlace
from desktop.window.main_window import SETTINGS_FILE
from models.cases import case_pages
from models.cases.case_filter import Filter

Post = Callable[..., None]
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(program: Desk, qtbot: QtBot, post: Post) -> Iterator[Desk]:
    """With a case that is open, and messages behind it; in the end the texts have their usual size."""
    for number in range(3):
        post("one paragraph of many words " * 40, id=f"case-{number}")
    program.window.open_case(case_pages.page(Filter())[0].id)
    qtbot.waitUntil(lambda: bool(program.window.cases.view.timeline.entries()))
    yield program
    program.theme.set_zoom(100)


def press(program: Desk, key: Qt.Key) -> None:
    QTest.keyClick(program.window, key, CONTROL)


def heights(program: Desk) -> dict[str, int]:
    """How high some texts and rows of the window are."""
    window = program.window
    title = next(each for each in window.header.findChildren(QLabel) if each.text() == "General")
    window.pages.grab()
    return {
        "title": title.fontMetrics().height(),
        "channel": window.side.list.visualRect(window.side.model.index(0)).height(),
        "all channels": window.side.list.height(),
        "views": window.views.list.height(),
        "case": window.cases.pane.list.visualRect(window.cases.pane.model.index(0)).height(),
        "text of the case": window.cases.view.timeline.entries()[0].texts()[0].height(),
        "comment": window.cases.view.comment.field.height(),
    }


def test_all_texts_grow_and_come_back(window: Desk, qtbot: QtBot) -> None:
    before = heights(window)
    for _ in range(3):
        press(window, Qt.Key.Key_Plus)
    assert window.theme.zoom == 150
    qtbot.waitUntil(lambda: all(now > before[name] for name, now in heights(window).items()))
    press(window, Qt.Key.Key_0)
    qtbot.waitUntil(lambda: heights(window) == before)
    press(window, Qt.Key.Key_Minus)
    assert window.theme.zoom == 90
    assert heights(window)["title"] < before["title"]


def test_no_size_is_beyond_the_largest_and_the_smallest(window: Desk, qapp: QApplication) -> None:
    window.theme.zoom_by(100)
    assert window.theme.zoom == ZOOMS[-1]
    assert not window.actions["larger_texts"].isEnabled()
    assert qapp.font().pointSizeF() == READING_POINTS * ZOOMS[-1] / 100
    window.theme.zoom_by(-100)
    assert window.theme.zoom == ZOOMS[0]
    assert not window.actions["smaller_texts"].isEnabled()


def test_the_size_stays_over_a_change_of_the_theme_and_at_the_next_start(
    window: Desk, qapp: QApplication, tmp_path: Path
) -> None:
    press(window, Qt.Key.Key_Plus)
    window.theme.choose("dark")
    assert qapp.font().pointSizeF() == READING_POINTS * 1.1
    window.window.close()
    later = ThemeHolder(qapp, "light", window)
    kept = QSettings(str(tmp_path / SETTINGS_FILE), QSettings.Format.IniFormat)
    WindowPlace(kept, later).restore(window.window, window.window._columns)
    assert later.zoom == 110


def test_the_messages_of_a_channel_grow_with_the_first_of_them_in_its_place(window: Desk, qtbot: QtBot) -> None:
    window.actions["show_activity"].trigger()
    messages = window.window.activity.list
    qtbot.waitUntil(lambda: messages.model().rowCount() == 3)
    messages.scrollTo(messages.model().index(2, 0), messages.ScrollHint.PositionAtTop)
    first = messages.indexAt(QPoint(0, 0))
    before = messages.visualRect(first).height()
    press(window, Qt.Key.Key_Plus)
    assert messages.visualRect(first).height() > before
    assert messages.indexAt(QPoint(0, 0)) == first
