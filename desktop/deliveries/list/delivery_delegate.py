"""How a delivery is drawn in the list: one line, of which each part stands in its column."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from desktop.data.keyset_model import RECORD_ROLE, Index
from desktop.deliveries.list.delivery_columns import columns
from desktop.deliveries.list.delivery_words import Pill, became_pill, measured, origin, other_pills, time
from desktop.widgets.row_painter import RowPainter, beside_font, line_heights
from desktop.widgets.theme import ThemeHolder
from desktop.words import clock
from models.deliveries.deliveries import REJECTED, Delivery

LEFT = 24
RIGHT = 20
GAP = 8
AROUND, CLOSE_AROUND = 19, 10


class DeliveryDelegate(QStyledItemDelegate):
    """All rows have one height. What was rejected and not mended is bold."""

    def __init__(self, theme: ThemeHolder, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self.names_channel = False
        """Whether the list has the deliveries of several channels."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, line_heights(option.font)[0] + (CLOSE_AROUND if self._theme.compact else AROUND))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        delivery = index.data(RECORD_ROLE)
        if not isinstance(delivery, Delivery):
            return
        with RowPainter(painter, option, self._theme.current) as row:
            row.ground(LEFT, RIGHT)
            line = row.rect.adjusted(LEFT, 0, -RIGHT, -1)
            places = columns(line.width(), QFontMetrics(beside_font(row.font)))
            areas = {
                name: QRect(line.left() + place.left, line.top(), place.width, line.height())
                for name, place in places.items()
            }
            self._outcome(row, areas["outcome"], delivery)
            self._hook(row, areas["hook"], delivery)
            for name, words in measured(delivery):
                if name in areas:
                    row.text_right(areas[name], words, "muted")
            if "sender" in areas:
                row.text(areas["sender"], " · ".join(origin(delivery)), "muted", small=True)
            row.text_right(areas["time"], time(delivery.received_at, clock.now()), "muted")

    def _outcome(self, row: RowPainter, area: QRect, delivery: Delivery) -> None:
        self._pill(row, area, became_pill(delivery))

    def _hook(self, row: RowPainter, area: QRect, delivery: Delivery) -> None:
        is_open = delivery.outcome == REJECTED and delivery.mended_by is None
        area.setLeft(row.text(area, delivery.hook, "text", bold=is_open) + GAP)
        for pill in other_pills(delivery):
            area.setLeft(self._pill(row, area, pill) + GAP)
        if self.names_channel:
            row.text(area, delivery.channel, "muted", small=True)

    def _pill(self, row: RowPainter, area: QRect, pill: Pill) -> int:
        """Draw a pill at the left of an area; return the x after it."""
        bold = QFont(beside_font(row.font))
        bold.setWeight(QFont.Weight.DemiBold)
        height = QFontMetrics(bold).height() + 2
        place = QRect(area.left(), area.center().y() - height // 2 + 1, area.width(), height)
        ground = "surface" if row.selected and pill.ground in ("hover", "accent_soft") else pill.ground
        return row.pill(place, pill.words, pill.role, ground)
