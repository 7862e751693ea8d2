"""The two parts of the Deliveries page, one above the other: the list, and the delivery that is open."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

# Of the height the list has so much while a delivery is open, until somebody moves the line between them.
LIST_SHARE = 0.42


class DeliverySplit(QSplitter):
    """The list has all of it while nothing is open."""

    def __init__(self, rows: QWidget, detail: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._rows, self._detail = rows, detail
        self._share = LIST_SHARE
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.addWidget(rows)
        self.addWidget(detail)
        self.setStretchFactor(0, 2)
        self.setStretchFactor(1, 3)
        self.splitterMoved.connect(self._on_line_moved)
        detail.hide()

    def show_detail(self, there: bool) -> bool:
        """Give the delivery its place, or take the place back; whether that changed anything."""
        if self._detail.isHidden() != there:
            return False
        self._detail.setVisible(there)
        if there:
            height = self.height()
            self.setSizes([int(height * self._share), int(height * (1 - self._share))])
        return True

    def _on_line_moved(self) -> None:
        self._share = self._rows.height() / max(1, self.height())
