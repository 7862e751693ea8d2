"""A button that does what an action does, and can be used when that can."""

from __future__ import annotations

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QPushButton

from desktop.words.plain_tooltip import plain_tooltip


class ActionButton(QPushButton):
    """Has the action's words; its key is in the tooltip."""

    def __init__(self, action: QAction, *, kind: str, text: str | None = None) -> None:
        """`text` is said in place of the action's words."""
        super().__init__()
        self._action, self._words = action, text
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self.clicked.connect(action.trigger)
        action.changed.connect(self._on_changed)
        self._on_changed()

    def _on_changed(self) -> None:
        action = self._action
        words = action.text().replace("&", "")
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.setText(words if self._words is None else self._words)
        self.setToolTip(plain_tooltip(f"{words.rstrip('…')} ({keys})" if keys else words.rstrip("…")))
        self.setEnabled(action.isEnabled())
