"""The two columns of the window: the side bar, and beside it what is shown of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

SIDE_CHARACTERS = 33


class WindowColumns(QSplitter):
    """Their grounds; what stands on them comes by fill()."""

    def __init__(self) -> None:
        super().__init__()
        self._side, right = _ground("side"), _ground("surface")
        self._right = QVBoxLayout(right)
        self._right.setContentsMargins(0, 0, 0, 0)
        self._right.setSpacing(0)
        self.addWidget(self._side)
        self.addWidget(right)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.setStretchFactor(1, 1)
        letters = self.fontMetrics().averageCharWidth() * SIDE_CHARACTERS
        self.setSizes([letters, letters * 5])

    def fill(self, side: QWidget, right: Sequence[QWidget], wide: QWidget) -> None:
        """The right column holds widgets one below the other, of which one takes the room there is."""
        for widget in right:
            self._right.addWidget(widget, int(widget is wide))
        self.replaceWidget(0, side)
        self._side.deleteLater()


def _ground(name: str) -> QWidget:
    widget = QFrame()
    widget.setProperty("ground", name)
    return widget
