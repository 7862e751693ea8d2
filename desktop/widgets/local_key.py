"""A key that does something while the keyboard is within a widget, and nothing elsewhere."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

SEND = ("Ctrl+Return", "Ctrl+Enter")


def on_key(widget: QWidget, do: Callable[[], None], *keys: str) -> None:
    """Call `do` at each of these keys."""
    for each in keys:
        shortcut = QShortcut(QKeySequence(each), widget)
        # PySide takes no notice of a context that is given beside a callable.
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(do)
