"""An icon that stands for itself, on no button."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget


class IconLabel(QWidget):
    """A square as high as a line of text, or more; a label would keep the picture of one theme."""

    def __init__(self, icon: QIcon | None = None, *, lines: int = 1, more: int = 0) -> None:
        """Make it as high as so many lines, and pixels more."""
        super().__init__()
        self._icon = icon or QIcon()
        self._lines, self._more = lines, more
        self._fit()

    def show_icon(self, icon: QIcon) -> None:
        """Show another one."""
        self._icon = icon
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        side = self.fontMetrics().height() * self._lines + self._more
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._icon.paint(QPainter(self), self.rect())
