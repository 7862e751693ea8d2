"""A list with rows of different heights that looks only at those in view."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem, QWidget

from desktop.activity.row_heights import RowHeights
from desktop.data.record_model import Index, RecordModel

Action = QAbstractItemView.CursorAction
Hint = QAbstractItemView.ScrollHint
GUESS_LINES = 5


class RowsInView(QListView):
    """QListView asks for the height of every row whenever one changes, and lays out thirty texts to show eight.

    Here the height of a row is asked for when it comes into view, and guessed until then. What is in view does not
    move when a guess above it turns out wrong.
    """

    def __init__(self, model: RecordModel[Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._correcting = False
        # Before setModel(): the view then asks where the rows are.
        self._heights = RowHeights(model, self.fontMetrics().lineSpacing() * GUESS_LINES)
        self.setModel(model)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    # Where the rows are.

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def visualRect(self, index: Index) -> QRect:
        row = index.row()
        if not 0 <= row < len(self._heights):
            return QRect()
        top = self._heights.top(row) - self.verticalOffset()
        return QRect(0, top, self.viewport().width(), self._heights.height(row))

    def indexAt(self, p: QPoint) -> QModelIndex:
        row = self._heights.row_at(p.y() + self.verticalOffset())
        return self.model().index(row, 0) if p.y() + self.verticalOffset() >= 0 else QModelIndex()

    def rows_in(self, area: QRect) -> range:
        """The rows that an area of the viewport shows a part of."""
        first, last = (self._heights.row_at(y + self.verticalOffset()) for y in (area.top(), area.bottom()))
        return range(first, min(last + 1, len(self._heights)))

    def scrollTo(self, index: Index, hint: QAbstractItemView.ScrollHint = Hint.EnsureVisible) -> None:
        bar, before = self.verticalScrollBar(), -1
        self._learn()
        while index.isValid() and bar.value() != before:  # on the way other rows turn out higher or lower
            before = bar.value()
            bar.setValue(before + self._way_to(self.visualRect(index), hint))

    def lay_out_anew(self) -> None:
        """Ask again how high the rows are, with the first row that is in view where it was."""
        first = self.indexAt(QPoint(0, 0))
        self._heights.forget(self.fontMetrics().lineSpacing() * GUESS_LINES)
        self.updateGeometries()
        self.scrollTo(first, Hint.PositionAtTop)
        self.updateGeometries()
        self.viewport().update()

    def paint_anew(self) -> None:
        """Paint once all that has changed. Left to itself Qt paints, lays out in the middle of it, and paints again."""
        self.executeDelayedItemsLayout()
        self.viewport().update()

    # What Qt asks for when something changes.

    def doItemsLayout(self) -> None:
        self._learn()
        QAbstractItemView.doItemsLayout(self)

    def updateGeometries(self) -> None:
        self._set_range()
        QAbstractItemView.updateGeometries(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._learn()
        QAbstractItemView.resizeEvent(self, event)
        self.viewport().update()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        if self._correcting:
            return
        bar = self.verticalScrollBar()
        at_end = bar.value() == bar.maximum()
        if not self._learn():
            self.viewport().scroll(dx, dy)
            return
        self._set_range()
        if at_end:
            bar.setValue(bar.maximum())

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        selection, delegate = self.selectionModel(), self.itemDelegate()
        plain: QStyle.StateFlag = option.state
        with QPainter(self.viewport()) as painter:
            for row in self.rows_in(event.rect()):
                index = self.model().index(row, 0)
                option.rect = self.visualRect(index)
                chosen = QStyle.StateFlag.State_Selected if selection.isSelected(index) else QStyle.StateFlag.State_None
                option.state = plain | chosen
                delegate.paint(painter, option, index)

    # The keyboard and the selection.

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        last = len(self._heights) - 1
        row = self.currentIndex().row()
        page = self.viewport().height()
        if row < 0 or action in (Action.MoveHome, Action.MoveEnd):
            row = last if action == Action.MoveEnd else 0
        elif action in (Action.MoveUp, Action.MoveLeft, Action.MovePrevious):
            row -= 1
        elif action in (Action.MoveDown, Action.MoveRight, Action.MoveNext):
            row += 1
        elif action == Action.MovePageUp:
            row = min(row - 1, self._heights.row_at(max(0, self._heights.top(row) - page)))
        elif action == Action.MovePageDown:
            row = max(row + 1, self._heights.row_at(self._heights.top(row) + page))
        return self.model().index(max(0, min(row, last)), 0)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        rows = self.rows_in(rect.normalized())
        chosen = QItemSelection()
        if rows:
            chosen.select(self.model().index(rows[0], 0), self.model().index(rows[-1], 0))
        self.selectionModel().select(chosen, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region = QRegion()
        for index in selection.indexes():
            region += self.visualRect(index)
        return region

    def _way_to(self, rect: QRect, hint: QAbstractItemView.ScrollHint) -> int:
        """By how many pixels to scroll, so that a row is where `hint` wants it."""
        room = self.viewport().height()
        if hint == Hint.PositionAtTop or (hint == Hint.EnsureVisible and rect.top() < 0):
            return rect.top()
        if hint == Hint.PositionAtBottom or (hint == Hint.EnsureVisible and rect.bottom() >= room):
            return min(rect.top(), rect.bottom() + 1 - room)
        return rect.center().y() - room // 2 if hint == Hint.PositionAtCenter else 0

    def _learn(self) -> bool:
        """Ask how high the rows in view are; whether that is new for one of them."""
        learned = False
        while self._learn_once():  # a row that is lower than was guessed lets others into view
            learned = True
        if learned:
            self.viewport().update()
        return learned

    def _learn_once(self) -> bool:
        changed, row = False, self._heights.row_at(self.verticalOffset())
        while row < len(self._heights) and self._heights.top(row) < self.verticalOffset() + self.viewport().height():
            is_above = self._heights.top(row) < self.verticalOffset()
            more = self._heights.learn(row, self.sizeHintForIndex(self.model().index(row, 0)).height())
            changed = changed or more != 0
            if is_above and more:
                self._correct(more)
            row += 1
        return changed

    def _correct(self, by: int) -> None:
        """Scroll, so that the end of a row which begins above the view, and got another height, stays where it was."""
        self._correcting = True
        self._set_range()
        self.verticalScrollBar().setValue(self.verticalOffset() + by)
        self._correcting = False

    def _set_range(self) -> None:
        bar, room = self.verticalScrollBar(), self.viewport().height()
        bar.setPageStep(room)
        bar.setRange(0, max(0, self._heights.total() - room))
