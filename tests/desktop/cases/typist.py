"""Somebody who works at the whole program with the keyboard alone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.desk import Desk
from desktop.dialogs.popup import Popup
from models.cases import cases
from models.cases.cases import Case

Key = Qt.Key


class Typist:
    """Presses keys where the keyboard is: in the popup that is open, or where the focus is."""

    def __init__(self, program: Desk, qtbot: QtBot) -> None:
        self.program, self._qtbot = program, qtbot
        self.page, self.pane = program.window.cases, program.window.cases.pane

    def press(self, *keys: Key | str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press one key after the other."""
        for key in keys:
            if isinstance(key, str):
                QTest.keyClicks(self._where(), key, modifier)
            else:
                QTest.keyClick(self._where(), key, modifier)

    def type(self, text: str) -> None:
        """Type a text."""
        QTest.keyClicks(self._where(), text)

    def choose(self, key: Key, text: str) -> None:
        """Press a key that opens a choice, type a few letters of it, and take it."""
        self.press(key)
        self._qtbot.waitUntil(lambda: self.popup() is not None)
        self.type(text)
        self.press(Key.Key_Return)
        assert self.popup() is None

    def popup(self) -> Popup | None:
        """The choice that is open."""
        return next((one for one in self.program.window.findChildren(Popup) if one.isVisible()), None)

    def settle(self) -> None:
        """Wait until everything that was asked for has been done and is on the screen."""
        self._qtbot.waitUntil(self.program.tasks.idle)

    def numbers(self) -> list[int]:
        """The numbers in the list."""
        return [case.number for case in self.pane.model.records()]

    def shown(self) -> int | None:
        """The number of the case on the screen."""
        case = self.page.shown.case
        return None if case is None else case.number

    def wait_for(self, numbers: Sequence[int]) -> None:
        """Wait until the list has these numbers."""
        self._qtbot.waitUntil(lambda: self.numbers() == list(numbers))

    def wait_for_case(self, number: int) -> None:
        """Wait until a case is on the screen, with its timeline."""
        timeline = self.page.view.timeline
        self._qtbot.waitUntil(lambda: self.shown() == number and bool(timeline.entries()) and timeline.is_complete())

    def _where(self) -> QWidget:
        return QApplication.activePopupWidget() or QApplication.focusWidget() or self.program.window


def stored(channel_id: int, number: int) -> Case:
    """A case as the database has it."""
    return cases.find(channel_id, number)
