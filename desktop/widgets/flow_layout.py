"""A layout that fills rows from the left and begins a new one where the width ends."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Items in rows, each as large as it wants to be, but never wider than the layout.

    What they want is asked for once, until one of them wants something else: Qt asks for heights again and again, and
    there may be a thousand of them.
    """

    def __init__(self, parent: QWidget | None = None, *, spacing: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._hints: list[tuple[int, int]] = []
        self._least: QSize | None = None
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt calls it
        self._items.append(item)
        self._forget()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt calls it
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt calls it
        self._forget()
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def invalidate(self) -> None:
        self._forget()
        super().invalidate()

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 - Qt calls it
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 - Qt calls it
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt calls it
        if self._least is None:
            self._least = QSize()
            for item in self._items:
                self._least = self._least.expandedTo(item.minimumSize())
        return self._least.grownBy(self.contentsMargins())

    def _place(self, whole: QRect, *, move: bool) -> int:
        if not self._hints:
            self._hints = [(hint.width(), hint.height()) for hint in (item.sizeHint() for item in self._items)]
        margins, spacing = self.contentsMargins(), self.spacing()
        rect = whole.marginsRemoved(margins)
        left, end, widest = rect.x(), rect.x() + rect.width(), rect.width()
        x, y, row = left, rect.y(), 0
        for item, (wide, high) in zip(self._items, self._hints, strict=True):
            width = wide if wide < widest else widest
            if x > left and x + width > end:
                x, y, row = left, y + row + spacing, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), QSize(width, high)))
            x += width + spacing
            if high > row:
                row = high
        return y + row + margins.bottom() - whole.y()

    def _forget(self) -> None:
        self._hints, self._least = [], None
        self._heights.clear()
