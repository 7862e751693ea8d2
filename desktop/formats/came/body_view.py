"""The tree of a body: the keyboard goes along it, and each value has "use"."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from desktop.formats.came.body_model import NAME, VALUE, BodyModel
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import tr

MOST_OPEN = 60
"""So many rows are opened by themselves: those of a usual body, and no more than can be looked over."""
_USES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Menu)
Index = QModelIndex | QPersistentModelIndex


class BodyView(QTreeView):
    """Enter, the Space bar, a click on "use" and the right button ask for the menu of a value."""

    use_wanted = Signal(object, QPoint)
    """A Chosen, and where on the screen its menu may open."""

    def __init__(self, model: BodyModel, *, theme: ThemeHolder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.setItemDelegate(_BodyDelegate(self, theme))
        self.setAccessibleName(tr("What came"))
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setAnimated(False)
        self.setExpandsOnDoubleClick(True)
        self.setMouseTracking(True)
        self.setIndentation(round(self.fontMetrics().averageCharWidth() * 2.2))
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header().setSectionResizeMode(NAME, QHeaderView.ResizeMode.Interactive)
        self.header().setStretchLastSection(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_context_menu)
        model.modelReset.connect(self._on_reset)

    def use_area(self, value: QRect) -> QRect:
        """Where the "use" of a row is, whose value has this area."""
        width = self.fontMetrics().horizontalAdvance(tr("use")) + self.fontMetrics().height() + 14
        return QRect(value.right() - width - 4, value.top(), width, value.height())

    def has_use(self, index: Index, value: QRect) -> bool:
        """Whether "use" is shown: in the row where the keyboard is, and in that under the mouse."""
        at = self.viewport().mapFromGlobal(self.cursor().pos())
        is_under = self.underMouse() and value.top() <= at.y() <= value.bottom()
        current = self.currentIndex()
        is_current = current.isValid() and current.internalId() == index.internalId()
        return (is_under or is_current) and self._model.chosen(index) is not None

    def _value_area(self, index: Index) -> QRect:
        return self.visualRect(self._model.index(index.row(), VALUE, self._model.parent(index)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _USES and self.currentIndex().isValid():
            self._ask_at(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self.viewport().update()  # "use" goes along with the mouse

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        at = event.position().toPoint()
        index = self.indexAt(at)
        if (
            event.button() == Qt.MouseButton.LeftButton
            and index.isValid()
            and self.use_area(self._value_area(index)).contains(at)
        ):
            self._ask_at(index)

    def _on_context_menu(self, at: QPoint) -> None:
        index = self.indexAt(at)
        if index.isValid():
            self._ask_at(index)

    def _ask_at(self, index: Index) -> None:
        chosen = self._model.chosen(index)
        if chosen is not None:
            below = self.use_area(self._value_area(index)).bottomLeft()
            self.use_wanted.emit(chosen, self.viewport().mapToGlobal(below))

    def _on_reset(self) -> None:
        self._open_some()
        first = self._model.index(0, NAME)
        self.setCurrentIndex(first)
        width = self.viewport().width() or self.width()
        self.setColumnWidth(NAME, min(self.sizeHintForColumn(NAME) + 8, round(width * 0.55)))

    def _open_some(self) -> None:
        """Open the tree from the top down, as long as it stays short."""
        level, rows = [QModelIndex()], 0
        while level:
            rows += sum(self._model.rowCount(each) for each in level)
            if rows > MOST_OPEN:
                return
            for each in level:
                self.setExpanded(each, True)
            level = [
                inner
                for each in level
                for row in range(self._model.rowCount(each))
                if self._model.rowCount(inner := self._model.index(row, NAME, each))
            ]


class _BodyDelegate(QStyledItemDelegate):
    """Values are muted beside their names, and "use" stands at the right end of the row."""

    def __init__(self, view: BodyView, theme: ThemeHolder) -> None:
        super().__init__(view)
        self._view, self._theme = view, theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), self._view.fontMetrics().height() + 8)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._theme.current
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.color("accent_soft"))
        has_use = index.column() == VALUE and self._view.has_use(index, option.rect)
        area = option.rect.adjusted(2, 0, -6, 0)
        if has_use:
            area.setRight(self._view.use_area(option.rect).left() - 4)
        text = str(index.data() or "")
        painter.setFont(option.font)
        painter.setPen(theme.color("text" if index.column() == VALUE else "muted"))
        shown = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, area.width()))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)
        if has_use:
            self._paint_use(painter, self._view.use_area(option.rect))

    def _paint_use(self, painter: QPainter, area: QRect) -> None:
        theme, side = self._theme.current, area.height() // 2 - 2
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawRoundedRect(area.adjusted(0, 2, 0, -2), 5, 5)
        painter.setPen(theme.color("on_accent"))
        painter.drawText(area.adjusted(8, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), tr("use"))
        place = QRect(area.right() - side - 6, area.center().y() - side // 2 + 1, side, side)
        theme.draw_icon(painter, "chevron-down", "on_accent", place)
        painter.restore()
