"""Copy and Select all of the Edit menu: they act where the keyboard is."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QMenuBar, QPlainTextEdit, QWidget
from shiboken6 import isValid

from desktop.activity.message_rows import MessageList
from desktop.cases.list.case_rows import CaseRows

Texts = (QLineEdit, QPlainTextEdit)


class FocusEdit(QObject):
    """Knows where the keyboard is, or was before a menu had it."""

    changed = Signal()

    def __init__(self, app: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._app = app
        self._focus: QWidget | None = None
        app.focusChanged.connect(self._on_focus_changed)

    def stop(self) -> None:
        """Look no more where the keyboard is; the window goes away."""
        self._app.focusChanged.disconnect(self._on_focus_changed)

    def can_copy(self) -> bool:
        """Whether there is something that copies."""
        return isinstance(self._there(), (*Texts, QLabel, MessageList))

    def can_select_all(self) -> bool:
        """Whether there is something of which all can be selected."""
        return isinstance(self._there(), (*Texts, CaseRows))

    def copy(self) -> None:
        """Copy what is selected there."""
        focus = self._there()
        if isinstance(focus, QLabel):
            QGuiApplication.clipboard().setText(focus.selectedText())
        elif isinstance(focus, (*Texts, MessageList)):
            focus.copy()

    def select_all(self) -> None:
        """Select, or mark, all that is there."""
        focus = self._there()
        if isinstance(focus, Texts):
            focus.selectAll()
        elif isinstance(focus, CaseRows):
            focus.mark_all()

    def _on_focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        if not isinstance(now, (QMenuBar, QMenu)):  # the menu acts where the keyboard was before
            self._focus = now
            self.changed.emit()

    def _there(self) -> QWidget | None:
        """Where the keyboard is, unless that has gone while a menu had it."""
        return self._focus if self._focus is not None and isValid(self._focus) else None
