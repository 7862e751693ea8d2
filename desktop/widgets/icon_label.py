"""An icon that stands for itself, on no button."""

from __future__ import annotations

from PySide6.QtGui import QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget


class IconLabel(QWidget):
    """A square; a label would keep the picture of one theme."""

    def __init__(self, side: int, icon: QIcon | None = None) -> None:
        super().__init__()
        self._icon = icon or QIcon()
        self.setFixedSize(side, side)

    def show_icon(self, icon: QIcon) -> None:
        """Show another one."""
        self._icon = icon
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._icon.paint(QPainter(self), self.rect())
