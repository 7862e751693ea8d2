"""How a view is drawn in the side bar: an icon, its name, and the number of its cases."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from desktop.cases.list_counts import count_words
from desktop.channels.channel_delegate import MARGIN
from desktop.row_painter import RowPainter
from desktop.theme import ThemeHolder

VIEW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
ICONS = {"Mine": "user", "Nobody's": "user-slash", "High and above": "flag", "Overdue": "clock"}


class ViewDelegate(QStyledItemDelegate):
    """As a channel is drawn; the number is quiet, for it is no news."""

    def __init__(self, theme: ThemeHolder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(80, QFontMetrics(option.font).height() + 17)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        counted = index.data(VIEW_ROLE)
        with RowPainter(painter, option, self._theme.current) as row:
            ground = row.rect.adjusted(MARGIN, 1, -MARGIN, -1)
            if row.selected or row.hovered:
                row.round(ground, "accent_soft" if row.selected else "hover", 6)
            if row.selected and row.focused:
                row.outline(ground, 6)
            own = counted.view.id is None
            name = ICONS.get(counted.view.name, "filter") if own else "filter"
            icon = self._theme.current.icon(name, "accent" if row.selected else "muted")
            side = QFontMetrics(row.font).height()
            place = QRect(ground.left() + 9, ground.top() + (ground.height() - side + 1) // 2, side, side)
            icon.paint(painter, place)
            inner = ground.adjusted(0, 0, -14, 0)
            right = row.text_right(inner, count_words(counted.count), "muted") if counted.count else inner.right()
            left = place.right() + 10
            words = QRect(left, ground.top(), right - left - 8, ground.height())
            row.text(words, counted.view.name, "text", bold=row.selected)
