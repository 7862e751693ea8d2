"""Two parts of a view beside or above each other, with a line between them that can be moved."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

ACROSS, DOWN = Qt.Orientation.Horizontal, Qt.Orientation.Vertical


def split(
    first: QWidget, second: QWidget, *, shares: tuple[int, int] = (1, 1), orientation: Qt.Orientation = ACROSS
) -> QSplitter:
    """Neither part can be closed; `shares` is how they divide room that comes or goes. At first they are equal."""
    made = QSplitter(orientation)
    made.setChildrenCollapsible(False)
    made.setHandleWidth(1)
    for place, part in enumerate((first, second)):
        made.addWidget(part)
        made.setStretchFactor(place, shares[place])
    # More than there is: Qt keeps the ratio.
    made.setSizes([1000, 1000])
    return made
