"""The two columns of the window: the side bar, and beside it what is shown of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

SIDE_CHARACTERS = 33


class WindowColumns(QSplitter):
    """The right column holds widgets one below the other, of which one takes the room there is."""

    def __init__(self, side: QWidget, right: Sequence[QWidget], wide: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        column_widget = QWidget()
        column_widget.setProperty("ground", "surface")
        column_widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(column_widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in right:
            column.addWidget(widget, int(widget is wide))
        self.addWidget(side)
        self.addWidget(column_widget)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.setStretchFactor(1, 1)
        letters = self.fontMetrics().averageCharWidth() * SIDE_CHARACTERS
        self.setSizes([letters, letters * 5])
