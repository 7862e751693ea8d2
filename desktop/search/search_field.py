"""The field that a search is typed into, at the right of the header."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from desktop.widgets.theme import ThemeHolder
from desktop.words.language import tr

# Long enough that a word typed in one go is one question, short enough not to be noticed.
PAUSE_MS = 120
CHARACTERS = 30
DOWN = (Qt.Key.Key_Down, Qt.Key.Key_PageDown)
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
# A window that is in front again has not been asked to search.
CHOSEN = (
    Qt.FocusReason.MouseFocusReason,
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class SearchField(QLineEdit):
    """Asks while somebody types; the arrow down and Enter lead to what was found, Escape leads back."""

    asked = Signal(str)
    """What is in the field, a moment after it was typed; empty when nothing is searched for any more."""
    went_down = Signal()
    entered = Signal()
    escaped = Signal()
    focused = Signal()

    def __init__(self, *, theme: ThemeHolder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._last = ""
        self.addAction(theme.icon("magnifying-glass"), QLineEdit.ActionPosition.LeadingPosition)
        self.setPlaceholderText(tr("Search"))
        self.setAccessibleName(tr("Search cases and messages"))
        self.setToolTip(tr("Search cases and messages"))
        self.setClearButtonEnabled(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._pause = QTimer(self, singleShot=True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.ask)
        self.textChanged.connect(lambda _: self._pause.start())

    def begin(self) -> None:
        """Take the keyboard, with the words in it selected, ready to be replaced."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def forget(self) -> None:
        """Be empty, with nothing to ask."""
        self._last = ""
        self.clear()
        self._pause.stop()

    def ask(self) -> None:
        """Ask now what is in the field, if it was not asked already."""
        self._pause.stop()
        if self.text() != self._last:
            self._last = self.text()
            self.asked.emit(self._last)

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * CHARACTERS, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * CHARACTERS // 2, super().minimumSizeHint().height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in CHOSEN:
            self.focused.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.key() in DOWN:
            self.ask()
            self.went_down.emit()
        elif event.key() in ENTER:
            self.ask()
            self.entered.emit()
        else:
            super().keyPressEvent(event)
