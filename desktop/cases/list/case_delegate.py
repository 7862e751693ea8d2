"""How a case is drawn in the list: number, subject and time; below it what is beside them."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from desktop.cases.list.case_words import PILLS, beside, closed, is_overdue, time_beside
from desktop.data.keyset_model import RECORD_ROLE, Index
from desktop.widgets.row_painter import RowPainter, beside_font, line_heights
from desktop.widgets.theme import ThemeHolder
from desktop.words import clock
from desktop.words.priorities import priority
from models.cases.case_filter import Order
from models.cases.cases import Case

EDGE = 3
DOT = 6
LEFT = 18
RIGHT = 16
GAP = 8
# Between the lines of a row, and around both of them; in lists that are compact.
BETWEEN, AROUND = 7, 32
CLOSE_BETWEEN, CLOSE_AROUND = 3, 15


class CaseDelegate(QStyledItemDelegate):
    """Bold and a dot for what is unread, the accent at the left edge for the case on the screen, a soft ground and
    a check for what is marked."""

    def __init__(self, theme: ThemeHolder, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self.order: Order = "newest"
        """The order of the list, which decides what time stands at the right."""
        self.names_channel = False
        """Whether the list has the cases of several channels."""
        self.marking = False
        """Whether the chosen rows are marked ones, and not only the one where the person is."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        first, second = line_heights(option.font)
        return QSize(200, first + second + (CLOSE_AROUND if self._theme.compact else AROUND))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        case = index.data(RECORD_ROLE)
        if not isinstance(case, Case):
            return
        current = self._view.currentIndex().row() == index.row()
        with RowPainter(painter, option, self._theme.current) as row:
            self._ground(row, current)
            first, second = line_heights(row.font)
            between = CLOSE_BETWEEN if self._theme.compact else BETWEEN
            top = row.rect.top() + (row.rect.height() - first - second - between) // 2
            width = row.rect.width() - LEFT - RIGHT
            self._first(row, QRect(row.rect.left() + LEFT, top, width, first), case, current, painter)
            self._second(row, QRect(row.rect.left() + LEFT, top + first + between, width, second), case)

    def _ground(self, row: RowPainter, current: bool) -> None:
        rect = row.rect
        row.fill(QRect(rect.left() + LEFT - 2, rect.bottom(), rect.width() - LEFT + 2, 1), "border")
        if row.selected:
            row.fill(rect, "accent_soft")
        elif row.hovered or current:
            row.fill(rect.adjusted(0, 0, 0, -1), "hover")
        if current:
            row.fill(QRect(rect.left(), rect.top(), EDGE, rect.height()), "accent")
        if row.focused:
            row.outline(rect.adjusted(0, 0, 0, -1), 0)

    def _first(self, row: RowPainter, line: QRect, case: Case, current: bool, painter: QPainter) -> None:
        strong = case.unread or current
        if self.marking and row.selected:
            side = LEFT - EDGE - 3
            place = QRect(row.rect.left() + EDGE + 1, line.center().y() - side // 2 + 1, side, side)
            self._theme.current.draw_icon(painter, "square-check", "accent", place)
        elif case.unread:
            dot = QRect(line.left() - GAP - DOT + 2, line.center().y() - DOT // 2 + 1, DOT, DOT)
            row.round(dot, "accent", DOT / 2)
        end = row.text_right(line, time_beside(case, self.order, clock.now()), "muted")
        number = row.text(line, f"#{case.number}", "muted", bold=strong)
        subject = QRect(line)
        subject.setLeft(number + GAP)
        subject.setRight(end - 2 * GAP)
        row.text(subject, case.subject, "text", bold=strong)

    def _second(self, row: RowPainter, line: QRect, case: Case) -> None:
        if case.state == "closed":
            self._pill(row, line, closed(case), "muted", "hover")
        if case.priority:
            self._pill(row, line, priority(case.priority), *PILLS[case.priority])
        now = clock.now()
        words = beside(case, now, self.names_channel)
        if not is_overdue(case, now):
            row.text(line, " · ".join(words), "muted", small=True)
            return
        line.setLeft(row.text(line, words[0], "danger", small=True) + GAP // 2)
        row.text(line, "· " + " · ".join(words[1:]), "muted", small=True)

    def _pill(self, row: RowPainter, line: QRect, text: str, role: str, ground: str) -> None:
        """Draw a pill at the left end of the line, and take its room from the line."""
        bold = QFont(beside_font(row.font))
        bold.setWeight(QFont.Weight.DemiBold)
        height = QFontMetrics(bold).height() + 2
        place = QRect(line.left(), line.center().y() - height // 2 + 1, line.width(), height)
        ground = "surface" if row.selected and ground in ("hover", "accent_soft") else ground
        line.setLeft(row.pill(place, text, role, ground) + GAP)
