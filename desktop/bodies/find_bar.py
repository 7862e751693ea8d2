"""Find in what is shown: a field, how many there are, and the way from one to the next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from desktop.bodies.sheet import MOST_FOUND
from desktop.bodies.sheet_view import SheetView
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import number, tr

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FindBar(QWidget):
    """Hidden until it is asked for. Enter goes on, Shift+Enter back, Escape closes."""

    closed = Signal()

    def __init__(self, view: SheetView, *, theme: ThemeHolder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._found: list[tuple[int, int]] = []
        self._at = 0
        self.field = QLineEdit()
        self.count = QLabel()
        self.previous, self.next, self._close = QToolButton(), QToolButton(), QToolButton()
        self._set_up(theme)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 6, 16, 6)
        row.setSpacing(8)
        row.addWidget(self.field)
        for widget in (self.previous, self.next, self.count):
            row.addWidget(widget)
        row.addStretch()
        row.addWidget(self._close)
        self.hide()

    def begin(self) -> None:
        """Take the keyboard, and look for what is selected in the view."""
        chosen = self._view.textCursor().selectedText()
        if chosen and len(chosen) < 100 and "\u2029" not in chosen and not self.isVisible():
            self.field.setText(chosen)
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self.look()

    def look(self) -> None:
        """Look again: the text in the field or in the view has changed."""
        if not self.isVisible():
            return
        self._found, self._at = self._view.sheet().find(self.field.text()), 0
        self._show()

    def step(self, by: int) -> None:
        """Go to the next find, or the one before; behind the last comes the first."""
        if self._found:
            self._at = (self._at + by) % len(self._found)
            self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif event.key() in ENTER:
            self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    def _show(self) -> None:
        if self._found:
            self._view.go_to(*self._found[self._at])
            many = len(self._found)
            found = number(many) if many < MOST_FOUND else tr("{count}+", many)
            self.count.setText(tr("{at} of {found}", at=number(self._at + 1), found=found))
        else:
            self.count.setText(tr("Not found") if self.field.text() else "")
        for button in (self.previous, self.next):
            button.setEnabled(len(self._found) > 1)

    def _leave(self) -> None:
        self.hide()
        self._view.setFocus()
        self.closed.emit()

    def _set_up(self, theme: ThemeHolder) -> None:
        self.field.setPlaceholderText(tr("Find"))
        self.field.setAccessibleName(tr("Find in what is shown"))
        self.field.setMaximumWidth(self.fontMetrics().averageCharWidth() * 40)
        self.field.textChanged.connect(lambda _: self.look())
        self.count.setProperty("role", "muted")
        named = (
            (self.previous, "chevron-up", tr("Previous"), "Shift+Enter", lambda: self.step(-1)),
            (self.next, "chevron-down", tr("Next"), "Enter", lambda: self.step(1)),
            (self._close, "xmark", tr("Close"), "Esc", self._leave),
        )
        for button, icon, name, key, do in named:
            button.setIcon(theme.icon(icon))
            button.setToolTip(f"{name} ({key})")
            button.setAccessibleName(name)
            button.clicked.connect(do)
