"""A button that does what an action does, and can be used when that can."""

from __future__ import annotations

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.words.language import tr


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
        self.setText(self._action.text().replace("&", "") if self._words is None else self._words)
        self.setToolTip(tooltip(self._action))
        self.setEnabled(self._action.isEnabled())


def tooltip(action: QAction, words: str | None = None) -> str:
    """What a button says that does what an action does: its words, or these, and its first key."""
    said = plain_words(action) if words is None else words
    keys = native_keys(action)
    return tr("{words} ({key})", words=said, key=keys[0]) if keys else said


def name_key(widget: QWidget, action: QAction) -> None:
    """Let the tooltip of what does the same as an action name the action's key."""
    widget.setToolTip(tooltip(action, widget.toolTip()))


def plain_words(action: QAction) -> str:
    """The words of an action without what is for menus alone."""
    return action.text().replace("&", "").rstrip("…")


def native_keys(action: QAction) -> list[str]:
    """The keys of an action as this system says them."""
    return [key.toString(QKeySequence.SequenceFormat.NativeText) for key in action.shortcuts()]
