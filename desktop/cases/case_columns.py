"""The two columns of the Cases page: the list, and the case that is chosen in it."""

from __future__ import annotations

from PySide6.QtWidgets import QSplitter, QWidget


class CaseColumns(QSplitter):
    """The case gets the larger part of what room there is."""

    def __init__(self, rows: QWidget, case: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.addWidget(rows)
        self.addWidget(case)
        self.setStretchFactor(0, 2)
        self.setStretchFactor(1, 3)
        letter = self.fontMetrics().averageCharWidth()
        self.setSizes([letter * 56, letter * 85])
