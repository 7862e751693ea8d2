"""Actions of a window that belong together: each once, with its words, its key and its icon."""

from __future__ import annotations

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from desktop.widgets.theme import ThemeHolder


class ActionSet:
    """Makes actions that work all over a window, and gives them the icons of its theme."""

    def __init__(self, window: QWidget, theme: ThemeHolder) -> None:
        self._window, self._theme = window, theme

    def _add(self, text: str, keys: str, icon: str) -> QAction:
        action = QAction(text, self._window)
        if keys:
            action.setShortcut(QKeySequence(keys))
        if icon:
            action.setIcon(self._theme.icon(icon))
        self._window.addAction(action)
        return action
