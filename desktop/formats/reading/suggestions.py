"""The names that may stand at the cursor, in a list below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from receiver.formats.editing.completions import Completion

MOST_ROWS = 8
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class Suggestions(QListWidget):
    """A part of the window of the field, which keeps the keyboard: so it opens wherever a window may not be placed."""

    taken = Signal(str)
    """The name that was chosen."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self._field = field
        self.setObjectName("suggestions")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(self._take)
        self.hide()

    def offer(self, choices: Sequence[Completion], below: QRect) -> None:
        """Show these below a place of the field, or above it where there is no room; none hides the list."""
        if not choices:
            self.hide()
            return
        self.clear()
        for each in choices:
            words = f"{each.expression}   {each.sample}" if each.sample else each.expression
            item = QListWidgetItem(words, self)
            item.setData(Qt.ItemDataRole.UserRole, each.expression)
        self.setCurrentRow(0)
        window = self._field.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        rows = min(len(choices), MOST_ROWS)
        width = self.sizeHintForColumn(0) + self.verticalScrollBar().sizeHint().width() + 24
        self.resize(min(width, window.width() // 2), rows * self.sizeHintForRow(0) + 2 * self.frameWidth() + 4)
        at = self._field.mapTo(window, below.bottomLeft())
        if at.y() + self.height() > window.height():
            at = self._field.mapTo(window, below.topLeft()) - QPoint(0, self.height())
        self.move(max(0, min(at.x(), window.width() - self.width() - 4)), max(0, at.y()))
        self.show()
        self.raise_()

    def takes(self, event: QKeyEvent) -> bool:
        """Whether a key was for the list, which has done what it says."""
        if not self.isVisible():
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        elif event.key() in _MOVES:
            self.keyPressEvent(event)
        elif event.key() in _TAKES:
            self._take(self.currentItem())
        else:
            return False
        return True

    def _take(self, item: QListWidgetItem | None) -> None:
        self.hide()
        if item is not None:
            self.taken.emit(item.data(Qt.ItemDataRole.UserRole))
