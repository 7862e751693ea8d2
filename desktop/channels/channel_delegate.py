"""How a channel is drawn in the side bar: #, name, and a pill with the number of unread messages."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from desktop.record_model import RECORD_ROLE
from desktop.row_painter import RowPainter, beside_font
from desktop.theme import ThemeHolder
from models.channels import Channel

MOST_SHOWN = 999
MARGIN = 8
WARNING_ROLE = RECORD_ROLE + 1
"""A sentence on what is the matter in a channel, or nothing."""


class ChannelDelegate(QStyledItemDelegate):
    """Weight carries unread and selection, the colour only supports it."""

    def __init__(self, theme: ThemeHolder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(80, QFontMetrics(option.font).height() + 17)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        channel = index.data(RECORD_ROLE)
        if not isinstance(channel, Channel):
            return
        with RowPainter(painter, option, self._theme.current) as row:
            ground = row.rect.adjusted(MARGIN, 1, -MARGIN, -1)
            if row.selected or row.hovered:
                row.round(ground, "accent_soft" if row.selected else "hover", 6)
            if row.selected and row.focused:
                row.outline(ground, 6)
            side = QFontMetrics(row.font).height()
            place = QRect(ground.left() + 9, ground.top() + (ground.height() - side + 1) // 2, side, side)
            role = "accent" if row.selected else "muted"
            self._theme.current.draw_icon(painter, "hashtag", role, place)
            right = self._pill(row, ground, channel.unread)
            if index.data(WARNING_ROLE):
                mark = QRect(right - side - 8, place.top(), side, side)
                self._theme.current.draw_icon(painter, "bell-slash", "warning", mark)
                right = mark.left()
            left = place.right() + 10
            name = QRect(left, ground.top(), right - left - 8, ground.height())
            row.text(name, channel.name, "text", bold=bool(channel.unread) or row.selected)

    def _pill(self, row: RowPainter, ground: QRect, unread: int) -> int:
        if not unread:
            return ground.right()
        text = str(unread) if unread <= MOST_SHOWN else f"{MOST_SHOWN}+"
        font = beside_font(row.font)
        font.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetrics(font)
        width, height = metrics.horizontalAdvance(text) + 16, metrics.height() + 4
        place = QRect(ground.right() - width - 8, ground.center().y() - height // 2, width, height)
        row.pill(place, text, "on_accent", "accent")
        return place.left()
