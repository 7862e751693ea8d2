"""The menus of the window: a letter in each leads to one thing, and every key is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from string import ascii_uppercase

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop.data.shown import ACTIVITY, CASES, DELIVERIES
from desktop.desk import Desk
from desktop.menus.action_button import ActionButton, native_keys, plain_words
from desktop.menus.menu import letter
from desktop.window.menus.shortcuts import Shortcuts
from models.cases import people
from models.channels import channels, hooks
from tests.desktop.cases.conftest import Post

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # it is no real screen
Key = Qt.Key
Do = Callable[[], object]
BARS = ("File", "Edit", "View", "Channel", "Case", "Delivery", "Help")


@pytest.fixture
def tray_there() -> bool:
    """Its menu, and what stands in the View menu for its sake."""
    return True


@pytest.fixture
def desk(program: Desk, qtbot: QtBot, post: Post) -> Desk:
    """With two cases, one of them open and marked, some people and two web hooks; a delivery is open as well."""
    for name in ("Ada", "Aylin", "Deniz"):
        people.add(name)
    hooks.add(channels.find("General").id, "Backup")
    post("Disk full", id="1")
    post("Disk full again", id="2")
    window = program.window
    program.shown.show_page(DELIVERIES)
    qtbot.waitUntil(lambda: window.deliveries.pane.model.rowCount() == 2)
    QTest.keyClick(window.deliveries.pane.list, Key.Key_J)
    qtbot.waitUntil(lambda: window.deliveries.detail.shown() is not None)
    program.shown.show_page(CASES)
    qtbot.waitUntil(lambda: window.cases.pane.model.rowCount() == 2)
    for key in (Key.Key_J, Key.Key_X):
        QTest.keyClick(window.cases.pane.list, key)
    qtbot.waitUntil(lambda: program.shown.case is not None and program.tasks.idle())
    return program


def every_menu(desk: Desk) -> Iterator[QMenu]:
    """Those that hang in the window or in the tray, filled as they are when they open."""
    assert desk.background.tray is not None
    desk.window.activity.menu.offer(desk.window.activity.model.records()[0], None)
    for menu in (*desk.window.findChildren(QMenu), desk.background.tray.menu):
        menu.aboutToShow.emit()
    yield from desk.window.findChildren(QMenu)
    yield desk.background.tray.menu


def entries(menu: QMenu) -> list[QAction]:
    return [each for each in menu.actions() if each.isVisible() and not each.isSeparator() and each.text()]


def bar_menu(desk: Desk, words: str) -> QMenu:
    [menu] = [each.menu() for each in desk.window.menuBar().actions() if plain_words(each) == words]
    assert isinstance(menu, QMenu)
    return menu


def close_menus() -> None:
    while (menu := QApplication.activePopupWidget()) is not None:
        menu.close()


def test_every_entry_of_every_menu_has_a_letter_of_its_own(desk: Desk, qtbot: QtBot) -> None:
    desk.shown.show_page(ACTIVITY)
    qtbot.waitUntil(lambda: desk.window.activity.model.rowCount() == 2)
    for menu in every_menu(desk):
        for each in entries(menu):
            owners = [other for other in entries(menu) if letter(each.text()) in native_keys(other)]
            assert not owners or each in owners, f"{each.text()}: its letter is the key of another"
    menus = [[each.text() for each in entries(menu)] for menu in every_menu(desk)]
    menus.append([each.text() for each in desk.window.menuBar().actions()])
    for words in menus:
        letters = [letter(each) for each in words if not each.startswith("Receiving")]  # only says how the receiver is
        assert "" not in letters, words
        assert len(letters) == len(set(letters)), words
    assert len(menus) > 25


def _openings(desk: Desk) -> dict[str, Do]:
    window, at = desk.window, QPoint(60, 60)
    cases = window.cases
    found: dict[str, Do] = {name: partial(bar_menu(desk, name).popup, window.mapToGlobal(at)) for name in BARS}
    found["context menu of the cases"] = partial(
        cases.pane.list.customContextMenuRequested.emit, cases.pane.list.visualRect(cases.pane.model.index(0)).center()
    )
    for name, menu in (("channel", window.header.menu), ("bar", cases.pane.bar.menu), ("case", cases.view.header.menu)):
        found[f"more of the {name}"] = partial(menu.popup, window.mapToGlobal(at))
    return found


@pytest.mark.parametrize("page", [ACTIVITY, CASES, DELIVERIES])
def test_a_letter_in_an_open_menu_does_one_thing(desk: Desk, qtbot: QtBot, page: int) -> None:
    """Every letter in every menu, with real keys. What the actions do is taken off; which are triggered is noted."""
    desk.shown.show_page(page)
    qtbot.waitUntil(desk.tasks.idle)
    done: list[QAction] = []
    for action in {*desk.actions.values(), *desk.window.cases.view.more.values()}:
        if action.menu() is None:
            action.triggered.disconnect()
        action.triggered.connect(partial(lambda action, *_: done.append(action), action))
    tried = 0
    for name, open_it in _openings(desk).items():
        for key in ascii_uppercase:
            open_it()
            menu = QApplication.activePopupWidget()
            assert isinstance(menu, QMenu), name
            found = [each for each in entries(menu) if letter(each.text()) == key]
            wanted = [each for each in found if each.isEnabled() and each.menu() is None]
            done.clear()
            QTest.keyClick(menu, getattr(Key, f"Key_{key}"))
            close_menus()
            assert [each.text() for each in done] == [each.text() for each in wanted], f"{key} in {name}"
            tried += len(done)
    assert tried > 25


def test_a_letter_in_the_menu_bar_opens_a_menu_and_nothing_else(desk: Desk) -> None:
    bar = desk.window.menuBar()
    bar.setFocus()
    QTest.keyClick(bar, Key.Key_C)
    assert QApplication.activePopupWidget() is bar_menu(desk, "Channel")
    close_menus()
    assert not desk.window.cases.view.comment.field.hasFocus()


def test_every_action_that_has_a_key_stands_in_the_overview(desk: Desk) -> None:
    desk.actions["shortcuts"].trigger()
    [dialog] = desk.window.findChildren(Shortcuts)
    wanted = [
        f"{' or '.join(native_keys(action))} {plain_words(action)}"
        for action in desk.actions.values()
        if action.shortcuts()
    ]
    assert sorted(dialog.lines()) == sorted(wanted)
    assert len(wanted) > 40
    dialog.reject()


def test_every_action_stands_in_a_menu(desk: Desk) -> None:
    alone = [
        name
        for name, action in desk.actions.items()
        if not any(isinstance(each, QMenu) for each in action.associatedObjects())
    ]
    assert alone == []


@pytest.mark.parametrize("page", [ACTIVITY, CASES, DELIVERIES])
def test_no_key_does_two_things_on_a_page(desk: Desk, qtbot: QtBot, page: int) -> None:
    desk.shown.show_page(page)
    qtbot.waitUntil(desk.tasks.idle)
    there = [action for action in desk.actions.values() if action.isEnabled()]
    keys = [key for action in there for key in native_keys(action)]
    assert sorted(keys) == sorted(set(keys))
    assert len(keys) > 10


def test_the_tooltip_of_a_button_names_the_key(desk: Desk) -> None:
    window = desk.window
    for button in window.findChildren(ActionButton):
        assert button.toolTip().endswith(")"), button.toolTip()
    head, pane = window.deliveries.pane.head, window.cases.pane
    told = [each.toolTip() for each in (window.side.add_button, pane.head.filter, head.filter, head.rejected)]
    assert told == ["New channel (Ctrl+N)", "Filter (F)", "Filter (F)", "Rejected deliveries only (Ctrl+Shift+R)"]
    assert [window.header.tabs.tabToolTip(page) for page in (ACTIVITY, CASES, DELIVERIES)] == [
        "Activity (Ctrl+1)", "Cases (Ctrl+2)", "Deliveries (Ctrl+3)",
    ]  # fmt: skip
    assert window.cases.view.header.priority.toolTip() == "Set the priority (P)"
