"""The font of what is read by machines, where each letter is as wide as the others."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QWidget

from desktop.widgets.theme import BESIDE_POINTS, ThemeHolder


class FixedFont(QObject):
    """Dresses a widget in it, and goes with the size of the texts."""

    def __init__(self, widget: QWidget, theme: ThemeHolder, points: int = BESIDE_POINTS) -> None:
        super().__init__(widget)
        self._widget, self._theme, self._points = widget, theme, points
        theme.zoomed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(self._theme.points(self._points))
        self._widget.setFont(font)
