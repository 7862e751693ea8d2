"""A window with the actions on cases, and a person who chooses in it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.cases.actions.case_actions import CaseActions
from desktop.data.tasks import Tasks
from desktop.dialogs.chooser import Chooser
from desktop.dialogs.popup import Popup
from desktop.widgets.theme import ThemeHolder
from desktop.window.undo_bar import UndoBar
from tests.desktop.conftest import Answers

Key = Qt.Key


class Place(QWidget):
    """A window with a field, a button to ask beside, the actions and the bar."""

    def __init__(self, tasks: Tasks, theme: ThemeHolder, answers: Answers) -> None:
        super().__init__()
        self.field, self.anchor = QLineEdit(), QPushButton("More")
        self.case_actions = CaseActions(tasks=tasks, theme=theme, ask=answers, by=lambda: "Deniz", parent=self)
        self.bar = UndoBar(self.case_actions.undo, theme=theme)
        self.bar.wanted.connect(self.case_actions.undo_last)
        column = QVBoxLayout(self)
        for widget in (self.field, self.anchor, self.bar):
            column.addWidget(widget)

    def popups(self) -> list[Popup]:
        return [popup for popup in self.findChildren(Popup) if popup.isVisible()]


def chooser(place: Place, qtbot: QtBot) -> Chooser:
    """The list of choices that has opened."""
    qtbot.waitUntil(lambda: any(isinstance(popup, Chooser) for popup in place.popups()))
    return next(popup for popup in place.popups() if isinstance(popup, Chooser))


def undo(place: Place, qtbot: QtBot) -> None:
    with qtbot.waitSignal(place.case_actions.undone):
        QTest.mouseClick(place.bar.button, Qt.MouseButton.LeftButton)
