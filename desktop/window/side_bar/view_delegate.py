"""How a view is drawn in the side bar: an icon, its name, and the number of its cases."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from desktop.widgets.row_painter import RowPainter
from desktop.window.side_bar.side_delegate import Index, SideDelegate, SideRow
from desktop.words.filter_spans import count_words
from desktop.words.view_words import view_name

VIEW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
ICONS = {"Mine": "user", "Nobody's": "user-slash", "High and above": "flag", "Overdue": "clock"}


class ViewDelegate(SideDelegate):
    """Draws a view like a channel; the number is quiet, for it is no news."""

    def side_row(self, index: Index) -> SideRow:
        view = index.data(VIEW_ROLE).view
        return SideRow("filter" if view.id is not None else ICONS.get(view.name, "filter"), view_name(view))

    def paint_right(self, painter: QPainter, row: RowPainter, area: QRect, index: Index) -> int:
        count = index.data(VIEW_ROLE).count
        inner = area.adjusted(0, 0, -14, 0)
        return row.text_right(inner, count_words(count), "muted") if count else inner.right()
