"""Tabs whose chosen one is bold, wide enough for it."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QTabBar, QWidget

# The padding and the margin of QTabBar::tab in resources/style.qss.
EDGES = 2 * 2 + 20


class PageTabs(QTabBar):
    """Qt measures a tab with the normal font, and the bold text of the chosen one would be cut."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)

    def tabSizeHint(self, index: int) -> QSize:  # noqa: N802 - Qt calls it
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        width = QFontMetrics(bold).horizontalAdvance(self.tabText(index).replace("&", ""))
        return QSize(width + EDGES, super().tabSizeHint(index).height())
