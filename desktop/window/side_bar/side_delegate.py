"""How a row of the side bar is drawn: an icon, words, and at its right what there is to count or to warn of."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from desktop.widgets.row_painter import RowPainter
from desktop.widgets.theme import ThemeHolder

MARGIN = 8
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class SideRow:
    """What a row says; `news` makes it stand out."""

    icon: str
    words: str
    news: bool = False


class SideDelegate(QStyledItemDelegate):
    """Weight carries news and selection, the colour only supports it."""

    def __init__(self, theme: ThemeHolder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def side_row(self, index: Index) -> SideRow | None:
        """What the row of an index says; None draws nothing."""
        raise NotImplementedError

    def paint_right(self, painter: QPainter, row: RowPainter, area: QRect, index: Index) -> int:
        """Draw what stands at the right end of `area`; return the x up to which words may go."""
        raise NotImplementedError

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, QFontMetrics(option.font).height() + 17)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        said = self.side_row(index)
        if said is None:
            return
        with RowPainter(painter, option, self._theme.current) as row:
            ground = row.rect.adjusted(MARGIN, 1, -MARGIN, -1)
            if row.selected or row.hovered:
                row.round(ground, "accent_soft" if row.selected else "hover", 6)
            if row.selected and row.focused:
                row.outline(ground, 6)
            icon = icon_place(row, ground, ground.left() + 9)
            self._theme.current.draw_icon(painter, said.icon, "accent" if row.selected else "muted", icon)
            left, right = icon.right() + 10, self.paint_right(painter, row, ground, index)
            words = QRect(left, ground.top(), right - left - 8, ground.height())
            row.text(words, said.words, "text", bold=said.news or row.selected)


def icon_place(row: RowPainter, ground: QRect, left: int) -> QRect:
    """Where an icon that begins at an x stands, as high as a line."""
    side = QFontMetrics(row.font).height()
    return QRect(left, ground.top() + (ground.height() - side + 1) // 2, side, side)
