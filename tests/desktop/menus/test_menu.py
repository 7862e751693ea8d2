"""What is made of rows, and the letters that lines of data get."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from desktop.menus.action import Action
from desktop.menus.action_set import ActionSet
from desktop.menus.menu import Menu, letter, new_menu
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import Sentence

Key = Qt.Key


@dataclass
class Lamp:
    """What the rows of these tests act on."""

    on: bool = False
    broken: bool = False

    def switch(self) -> None:
        """The other way."""
        self.on = not self.on


ROWS: tuple[Action[Lamp], ...] = (
    Action("switch", Sentence("&Switch"), "S; F2", does=Lamp.switch, can=lambda on: not on.broken),
    Action("shines", Sentence("S&hines"), does=Lamp.switch, is_on=lambda on: on.on),
    Action(
        "mend",
        Sentence("&Mend"),
        can=lambda on: on.broken,
        says=lambda on: "&Mend it" if on.broken else "&Mend",
        hides=True,
    ),
)


@pytest.fixture
def lamp() -> Lamp:
    return Lamp()


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    window = QMainWindow()
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    return window


def test_each_key_of_a_row_does_what_it_says(window: QMainWindow, theme: ThemeHolder, lamp: Lamp) -> None:
    ActionSet(ROWS, lambda: lamp, theme=theme, parent=window)
    seen = []
    for key in (Key.Key_S, Key.Key_F2):
        QTest.keyClick(window, key)
        seen.append(lamp.on)
    assert seen == [True, False]


def test_what_cannot_be_done_is_grey_or_not_there(window: QMainWindow, theme: ThemeHolder, lamp: Lamp) -> None:
    actions = ActionSet(ROWS, lambda: lamp, theme=theme, parent=window)
    assert (actions["switch"].isEnabled(), actions["mend"].isVisible()) == (True, False)
    lamp.broken = True
    actions.update()
    assert (actions["switch"].isEnabled(), actions["mend"].isVisible()) == (False, True)
    assert actions["mend"].text() == "&Mend it"


def test_a_row_that_can_no_more_does_nothing_even_before_it_is_told(
    window: QMainWindow, theme: ThemeHolder, lamp: Lamp
) -> None:
    actions = ActionSet(ROWS, lambda: lamp, theme=theme, parent=window)
    lamp.broken = True
    actions["switch"].trigger()
    assert not lamp.on


def test_where_there_is_nothing_to_act_on_all_is_grey(window: QMainWindow, theme: ThemeHolder) -> None:
    actions = ActionSet(ROWS, lambda: None, theme=theme, parent=window)
    assert [name for name, action in actions.items() if action.isEnabled()] == []


def test_a_row_is_checked_when_it_is_on(window: QMainWindow, theme: ThemeHolder, lamp: Lamp) -> None:
    actions = ActionSet(ROWS, lambda: lamp, theme=theme, parent=window)
    actions["shines"].trigger()
    assert (lamp.on, actions["shines"].isChecked()) == (True, True)
    lamp.on = False
    actions.update()
    assert not actions["shines"].isChecked()


def test_a_menu_holds_what_its_table_says(window: QMainWindow, theme: ThemeHolder, lamp: Lamp) -> None:
    actions = ActionSet(ROWS, lambda: lamp, theme=theme, parent=window)
    menu = new_menu(("switch", None, (Sentence("&More"), ("shines",))), actions, window)
    switch, line, more = menu.actions()
    assert (switch, line.isSeparator(), more.text()) == (actions["switch"], True, "&More")
    within = more.menu()
    assert isinstance(within, Menu)
    assert within.actions() == [actions["shines"]]


@pytest.mark.parametrize(
    ("texts", "shown"),
    [
        (["Ada", "Aylin Demir"], ["&Ada", "Aylin &Demir"]),
        (["Backup & restore"], ["&Backup && restore"]),
        (["R&D", "R & B"], ["&R&&D", "R && &B"]),
        (["A", "a"], ["&A", "a"]),
        (["…", "42"], ["…", "&42"]),
    ],
)
def test_a_line_gets_a_letter_that_is_free(qtbot: QtBot, texts: list[str], shown: list[str]) -> None:
    menu = Menu()
    qtbot.addWidget(menu)
    assert [menu.add_line(text).text() for text in texts] == shown


def test_an_escaped_mark_is_no_letter() -> None:
    assert [letter(words) for words in ("R&&D", "R&&&D", "&Close", "Close")] == ["", "D", "C", ""]
