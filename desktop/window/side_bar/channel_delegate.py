"""How a channel is drawn in the side bar: #, name, and a pill with the number of unread messages."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from desktop.data.record_model import RECORD_ROLE
from desktop.widgets.row_painter import RowPainter, beside_font
from desktop.window.side_bar.side_delegate import Index, SideDelegate, SideRow, icon_place
from models.channels.channels import Channel

MOST_SHOWN = 999
WARNING_ROLE = RECORD_ROLE + 1
"""A sentence on what is the matter in a channel, or nothing."""
REJECTING_ROLE = WARNING_ROLE + 1
"""A sentence on the web hooks that reject most of what they get, or nothing."""
ON_TOP_ROLE = REJECTING_ROLE + 1
"""Whether a channel is kept on top."""

_MARKS = ((WARNING_ROLE, "bell-slash", "warning"), (REJECTING_ROLE, "circle-exclamation", "danger"))


class ChannelDelegate(SideDelegate):
    """A row that stands out while it has something unread."""

    def side_row(self, index: Index) -> SideRow | None:
        channel = index.data(RECORD_ROLE)
        if not isinstance(channel, Channel):
            return None
        return SideRow("thumbtack" if index.data(ON_TOP_ROLE) else "hashtag", channel.name, bool(channel.unread))

    def paint_right(self, painter: QPainter, row: RowPainter, area: QRect, index: Index) -> int:
        right = _pill(row, area, index.data(RECORD_ROLE).unread)
        for role, icon, colour in _MARKS:
            if index.data(role):
                mark = icon_place(row, area, right - QFontMetrics(row.font).height() - 8)
                self._theme.current.draw_icon(painter, icon, colour, mark)
                right = mark.left()
        return right


def _pill(row: RowPainter, area: QRect, unread: int) -> int:
    if not unread:
        return area.right()
    text = str(unread) if unread <= MOST_SHOWN else f"{MOST_SHOWN}+"
    font = beside_font(row.font)
    font.setWeight(QFont.Weight.DemiBold)
    metrics = QFontMetrics(font)
    width, height = metrics.horizontalAdvance(text) + 16, metrics.height() + 4
    place = QRect(area.right() - width - 8, area.center().y() - height // 2, width, height)
    row.pill(place, text, "on_accent", "accent")
    return place.left()
