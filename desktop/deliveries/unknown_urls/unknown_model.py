"""The list of requests to unknown URLs, and how a row is drawn."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from desktop.data.record_model import RECORD_ROLE, Index, RecordModel
from desktop.deliveries.list.delivery_delegate import GAP, LEFT, RIGHT
from desktop.deliveries.list.delivery_words import time
from desktop.deliveries.unknown_urls.near_words import FoundUrl, beside, what_is_wrong
from desktop.widgets.row_painter import RowPainter, line_heights
from desktop.widgets.theme import ThemeHolder
from desktop.words import clock

BETWEEN = 4
AROUND = 15


class UnknownModel(RecordModel[FoundUrl]):
    """Newest first; there are 1,000 at most."""

    def key(self, record: FoundUrl) -> int:
        return record.request.id

    def text(self, record: FoundUrl) -> str:
        request = record.request
        said = [request.target, what_is_wrong(record), time(request.received_at, clock.now()), *beside(request)]
        return ", ".join(said)


class UnknownDelegate(QStyledItemDelegate):
    """What the URL is like above, the path and the request below."""

    def __init__(self, theme: ThemeHolder, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        first, second = line_heights(option.font)
        return QSize(200, first + second + BETWEEN + AROUND)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        found = index.data(RECORD_ROLE)
        if not isinstance(found, FoundUrl):
            return
        with RowPainter(painter, option, self._theme.current) as row:
            row.ground(LEFT, RIGHT)
            first, second = line_heights(row.font)
            top = row.rect.top() + (row.rect.height() - first - second - BETWEEN) // 2
            line = QRect(row.rect.left() + LEFT, top, row.rect.width() - LEFT - RIGHT, first)
            end = row.text_right(line, time(found.request.received_at, clock.now()), "muted")
            line.setRight(end - 2 * GAP)
            row.text(line, what_is_wrong(found), "muted" if found.near is None else "text")
            below = QRect(line.left(), top + first + BETWEEN, row.rect.width() - LEFT - RIGHT, second)
            row.text(below, " · ".join([*beside(found.request), found.request.target]), "muted", small=True)
