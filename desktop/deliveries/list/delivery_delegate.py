"""How a delivery is drawn in the list: what became of it, the hook and the time; below that what stands beside."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from desktop.data.keyset_model import RECORD_ROLE, Index
from desktop.deliveries.list.delivery_words import beside, pills, time
from desktop.widgets.row_painter import RowPainter, beside_font, line_heights
from desktop.widgets.theme import ThemeHolder
from desktop.words import clock
from models.deliveries.deliveries import REJECTED, Delivery

EDGE = 3
LEFT = 24
RIGHT = 20
GAP = 8
BETWEEN = 4
AROUND = 15


class DeliveryDelegate(QStyledItemDelegate):
    """All rows have one height. What was rejected and not mended is bold."""

    def __init__(self, theme: ThemeHolder, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self.names_channel = False
        """Whether the list has the deliveries of several channels."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        first, second = line_heights(option.font)
        return QSize(200, first + second + BETWEEN + AROUND)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        delivery = index.data(RECORD_ROLE)
        if not isinstance(delivery, Delivery):
            return
        with RowPainter(painter, option, self._theme.current) as row:
            self._ground(row)
            first, second = line_heights(row.font)
            top = row.rect.top() + (row.rect.height() - first - second - BETWEEN) // 2
            width = row.rect.width() - LEFT - RIGHT
            self._first(row, QRect(row.rect.left() + LEFT, top, width, first), delivery)
            line = QRect(row.rect.left() + LEFT, top + first + BETWEEN, width, second)
            row.text(line, " · ".join(beside(delivery)), "muted", small=True)

    def _ground(self, row: RowPainter) -> None:
        rect = row.rect
        row.fill(QRect(rect.left() + LEFT, rect.bottom(), rect.width() - LEFT - RIGHT, 1), "border")
        if row.selected:
            row.fill(rect, "accent_soft")
            row.fill(QRect(rect.left(), rect.top(), EDGE, rect.height()), "accent")
        elif row.hovered:
            row.fill(rect.adjusted(0, 0, 0, -1), "hover")
        elif row.focused and self._view.hasFocus():
            row.fill(QRect(rect.left(), rect.top(), EDGE, rect.height()), "muted")

    def _first(self, row: RowPainter, line: QRect, delivery: Delivery) -> None:
        end = row.text_right(line, time(delivery.received_at, clock.now()), "muted")
        line.setRight(end - 2 * GAP)
        bold = QFont(beside_font(row.font))
        bold.setWeight(QFont.Weight.DemiBold)
        height = QFontMetrics(bold).height() + 2
        for pill in pills(delivery):
            place = QRect(line.left(), line.center().y() - height // 2 + 1, line.width(), height)
            ground = "surface" if row.selected and pill.ground in ("hover", "accent_soft") else pill.ground
            line.setLeft(row.pill(place, pill.words, pill.role, ground) + GAP)
        is_open = delivery.outcome == REJECTED and delivery.mended_by is None
        end = row.text(line, delivery.hook, "text", bold=is_open)
        if self.names_channel:
            line.setLeft(end + GAP)
            row.text(line, delivery.channel, "muted", small=True)
