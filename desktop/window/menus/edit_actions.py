"""Copy and Select all of the Edit menu: they act where the keyboard is."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QMenuBar, QPlainTextEdit, QWidget
from shiboken6 import isValid

from desktop.activity.message_rows import MessageList
from desktop.cases.list.case_rows import CaseRows
from desktop.window.actions import Actions

Texts = (QLineEdit, QPlainTextEdit)


class EditActions(QObject):
    """Enabled only where they do something."""

    def __init__(self, app: QApplication, actions: Actions, parent: QObject) -> None:
        super().__init__(parent)
        self._app, self._actions = app, actions
        self._focus: QWidget | None = None
        actions.copy.triggered.connect(self._copy)
        actions.select_all.triggered.connect(self._select_all)
        app.focusChanged.connect(self._on_focus_changed)
        self._on_focus_changed(None, None)

    def stop(self) -> None:
        """Look no more where the keyboard is; the window goes away."""
        self._app.focusChanged.disconnect(self._on_focus_changed)

    def _on_focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        if isinstance(now, (QMenuBar, QMenu)):  # the menu acts where the keyboard was before
            return
        self._focus = now
        self._actions.copy.setEnabled(isinstance(now, (*Texts, QLabel, MessageList)))
        self._actions.select_all.setEnabled(isinstance(now, (*Texts, CaseRows)))

    def _there(self) -> QWidget | None:
        """Where the keyboard is, unless that has gone while a menu had it."""
        return self._focus if self._focus is not None and isValid(self._focus) else None

    def _copy(self) -> None:
        focus = self._there()
        if isinstance(focus, QLabel):
            QGuiApplication.clipboard().setText(focus.selectedText())
        elif isinstance(focus, (*Texts, MessageList)):
            focus.copy()

    def _select_all(self) -> None:
        focus = self._there()
        if isinstance(focus, Texts):
            focus.selectAll()
        elif isinstance(focus, CaseRows):
            focus.mark_all()
