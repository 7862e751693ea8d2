"""A page of the settings: its title, and below it what can be set, each with a sentence on what it changes."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QComboBox,
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.widgets.field_label import FieldLabel

LABEL_CHARACTERS = 20


def plain_label(text: str, role: str = "") -> QLabel:
    """A text that wraps, and is never taken for HTML."""
    label = QLabel(text, wordWrap=True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        label.setProperty("role", role)
    return label


class SettingPage(QScrollArea):
    """Labels on the left, fields on the right; what is too long for the dialog can be scrolled."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.setAccessibleName(title)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setProperty("ground", "surface")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(16)
        self._grid.setColumnMinimumWidth(0, self.fontMetrics().averageCharWidth() * LABEL_CHARACTERS)
        self._grid.setColumnStretch(1, 1)
        column = QVBoxLayout(inside)
        column.setContentsMargins(28, 24, 28, 24)
        column.setSpacing(16)
        heading = plain_label(title, "title")
        column.addWidget(heading)
        column.addLayout(self._grid)
        column.addStretch()
        self.setWidget(inside)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)  # it scrolls

    def add(self, label: str, field: QWidget, says: str = "", *, beside: QWidget | None = None) -> None:
        """Add a setting; `says` is what it changes. Its label is on a line with `beside`, a part of it."""
        about = plain_label(says, "muted")
        about.setVisible(bool(says))
        cell = QVBoxLayout()
        cell.setSpacing(4)
        small = isinstance(field, QAbstractButton | QComboBox)
        cell.addWidget(field, 0, Qt.AlignmentFlag.AlignLeft if small else Qt.AlignmentFlag(0))
        cell.addWidget(about)
        row = self._grid.rowCount()
        self._grid.addWidget(FieldLabel(label, beside or field), row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addLayout(cell, row, 1)

    def add_section(self, heading: str) -> None:
        """Begin another part of the page."""
        line = plain_label(heading, "heading")
        line.setContentsMargins(0, 12, 0, 0)
        self.add_whole(line)

    def add_whole(self, part: QWidget | QBoxLayout) -> None:
        """Add something that has no label and takes the whole width."""
        row = self._grid.rowCount()
        if isinstance(part, QWidget):
            self._grid.addWidget(part, row, 0, 1, 2)
        else:
            self._grid.addLayout(part, row, 0, 1, 2)
