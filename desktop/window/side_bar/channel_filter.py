"""The field above the channels that leaves those whose name has what is typed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.widgets.theme import ThemeHolder
from desktop.words.language import tr

MANY = 8
"""Channels from which on the field is there."""
_DOWN = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter})


class ChannelFilter(QLineEdit):
    """The arrow down and Enter lead to what is left, Escape to all of them."""

    went_down = Signal()

    def __init__(self, *, theme: ThemeHolder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.addAction(theme.icon("filter"), QLineEdit.ActionPosition.LeadingPosition)
        self.setPlaceholderText(tr("Filter channels"))
        self.setAccessibleName(tr("Filter channels"))
        self.setClearButtonEnabled(True)
        self.hide()

    def show_count(self, channels: int) -> None:
        """Be there where there are many channels; what was typed leaves none of few out."""
        if channels < MANY:
            self.clear()
        self.setVisible(channels >= MANY)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
        elif event.key() in _DOWN:
            self.went_down.emit()
        else:
            super().keyPressEvent(event)
