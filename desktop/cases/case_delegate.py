"""How a case is drawn in the list: number, subject and time; below it what is beside them."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QSize
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from desktop import clock
from desktop.cases.case_list import beside
from desktop.keyset_model import RECORD_ROLE, Index
from desktop.row_painter import RowPainter, beside_font, line_heights
from desktop.theme import ThemeHolder
from models.cases import Case

EDGE = 3
DOT = 6
LEFT = 18
RIGHT = 16
GAP = 8


class CaseDelegate(QStyledItemDelegate):
    """Bold and a dot for what is unread; the accent at the left edge for what is chosen."""

    def __init__(self, theme: ThemeHolder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.by_update = False
        """Whether the time at the right is that of the last update, as the order of the list is."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        first, second = line_heights(option.font)
        return QSize(200, first + second + 32)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        case = index.data(RECORD_ROLE)
        if not isinstance(case, Case):
            return
        with RowPainter(painter, option, self._theme.current) as row:
            self._ground(row)
            first, second = line_heights(row.font)
            top = row.rect.top() + (row.rect.height() - first - second - 7) // 2
            width = row.rect.width() - LEFT - RIGHT
            self._first(row, QRect(row.rect.left() + LEFT, top, width, first), case)
            self._second(row, QRect(row.rect.left() + LEFT, top + first + 7, width, second), case)

    def _ground(self, row: RowPainter) -> None:
        rect = row.rect
        row.fill(QRect(rect.left() + LEFT - 2, rect.bottom(), rect.width() - LEFT + 2, 1), "border")
        if row.selected:
            row.fill(rect, "accent_soft")
            row.fill(QRect(rect.left(), rect.top(), EDGE, rect.height()), "accent")
        elif row.hovered:
            row.fill(rect.adjusted(0, 0, 0, -1), "hover")

    def _first(self, row: RowPainter, line: QRect, case: Case) -> None:
        strong = case.unread or row.selected
        if case.unread:
            dot = QRect(line.left() - GAP - DOT + 2, line.center().y() - DOT // 2 + 1, DOT, DOT)
            row.round(dot, "accent", DOT / 2)
        at = case.updated_at if self.by_update else case.created_at
        end = row.text_right(line, clock.relative(at, clock.now()), "muted")
        number = row.text(line, f"#{case.number}", "muted", bold=strong)
        subject = QRect(line)
        subject.setLeft(number + GAP)
        subject.setRight(end - 2 * GAP)
        row.text(subject, case.subject, "text", bold=strong)

    def _second(self, row: RowPainter, line: QRect, case: Case) -> None:
        if case.state == "closed":
            bold = QFont(beside_font(row.font))
            bold.setWeight(QFont.Weight.DemiBold)
            height = QFontMetrics(bold).height() + 2
            pill = QRect(line.left(), line.center().y() - height // 2 + 1, line.width(), height)
            ground = "surface" if row.selected else "hover"
            line.setLeft(row.pill(pill, "Closed", "muted", ground) + GAP)
        row.text(line, beside(case), "muted", small=True)
