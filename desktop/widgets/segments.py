"""Rows of choices of which the chosen one is bold, wide enough for it: curl | PowerShell | Python, and tabs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QTabBar, QWidget

# The padding and the margin of QTabBar::tab in resources/style.qss.
EDGES = 2 * 2 + 20


class Segment(QPushButton):
    """A choice, as wide as its bold text needs: the style sheet makes it bold without asking for room."""

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        bold = QFont(self.font())
        bold.setBold(True)
        normal = QFont(self.font())
        normal.setBold(False)
        text = self.text().replace("&", "")
        more = QFontMetrics(bold).horizontalAdvance(text) - QFontMetrics(normal).horizontalAdvance(text)
        return QSize(hint.width() + max(more, 0), hint.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class Segments(QWidget):
    """Exclusive choices in a row; the arrow keys move between them."""

    chosen = Signal(int)

    def __init__(self, labels: Sequence[str], *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._group = QButtonGroup(self, exclusive=True)
        for index, label in enumerate(labels):
            button = Segment(label, self)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setProperty("segment", _place(index, len(labels)))
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            self._group.addButton(button, index)
            row.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if labels:
            self.button(0).setChecked(True)
            self.setFocusProxy(self.button(0))
        self._group.idToggled.connect(self._on_toggled)

    def current(self) -> int:
        """The index of the choice, from 0."""
        return self._group.checkedId()

    def choose(self, index: int) -> None:
        """Choose as a click would; `chosen` is sent when that changes the choice."""
        self.button(index).setChecked(True)

    def show_choice(self, index: int) -> None:
        """Show what was chosen elsewhere; `chosen` is for what a person chooses here, and is not sent."""
        with QSignalBlocker(self):
            self.choose(index)

    def set_label(self, index: int, label: str) -> None:
        """Give a choice another text, for a count that changes."""
        button = self.button(index)
        if button.text() != label:
            button.setText(label)
            button.updateGeometry()

    def button(self, index: int) -> QAbstractButton:
        """The button of a choice."""
        return self._group.button(index)

    def _on_toggled(self, index: int, on: bool) -> None:
        if on:
            self.setFocusProxy(self.button(index))
            self.chosen.emit(index)


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


def _place(index: int, count: int) -> str:
    """Which corners are round: those at the ends of the row."""
    if count == 1:
        return "only"
    return {0: "first", count - 1: "last"}.get(index, "middle")
