"""Copy and Select all act where the keyboard is, or was when the menu opened."""

from __future__ import annotations

from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desktop.desk import Desk
from desktop.dialogs.chooser import Chooser


def test_a_field_that_went_while_the_menu_had_the_keyboard_is_left_alone(qtbot: QtBot, program: Desk) -> None:
    window, actions = program.window, program.actions
    actions["person"].trigger()
    qtbot.waitUntil(lambda: bool(window.findChildren(Chooser)))
    [chooser] = window.findChildren(Chooser)
    chooser.field.setText("Ada")
    qtbot.waitUntil(chooser.field.hasFocus)
    window.menuBar().setFocus()
    actions["select_all"].trigger()
    assert chooser.field.selectedText() == "Ada"
    chooser.close()
    qtbot.waitUntil(lambda: not isValid(chooser))
    actions["select_all"].trigger()
    actions["copy"].trigger()
