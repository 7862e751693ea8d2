"""The numbers beside the lines of a view."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.bodies.marks import MarkPainter, seen_lines
from desktop.bodies.sheet import Sheet, TextSheet
from desktop.widgets.theme import ThemeHolder

GAP = 10
WITHOUT_NUMBERS = 8


class SheetMargin(QWidget):
    """Scrolls with its view; the number of a line that has a fault is marked as well."""

    def __init__(self, view: QPlainTextEdit, marks: MarkPainter, *, theme: ThemeHolder) -> None:
        super().__init__(view)
        self._view, self._marks, self._theme = view, marks, theme
        self._sheet: Sheet = TextSheet("")
        view.updateRequest.connect(self._on_update)
        theme.changed.connect(self.update)

    def show_sheet(self, sheet: Sheet) -> int:
        """Show the numbers of another sheet; how wide that is."""
        self._sheet = sheet
        digits = len(f"{sheet.line_count()}") if sheet.number(0) else 0
        room = self._view.fontMetrics().horizontalAdvance("0") * digits + 2 * GAP
        self.setFixedWidth(room if digits else WITHOUT_NUMBERS)
        self.place()
        return self.width()

    def place(self) -> None:
        """Take the height of the view."""
        inside = self._view.contentsRect()
        self.setGeometry(inside.left(), inside.top(), self.width(), inside.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._theme.current.color("surface"))
        painter.setFont(self._view.font())
        height = self._view.fontMetrics().height()
        for block, area in seen_lines(self._view):
            wrong = self._marks.is_marked(block.blockNumber())
            painter.setPen(self._theme.current.color("danger" if wrong else "muted"))
            line = QRect(0, area.top(), self.width() - GAP, height)
            painter.drawText(line, int(Qt.AlignmentFlag.AlignRight), self._sheet.number(block.blockNumber()))

    def _on_update(self, area: QRect, dy: int) -> None:
        if dy:
            self.scroll(0, dy)
        else:
            self.update(0, area.y(), self.width(), area.height())
