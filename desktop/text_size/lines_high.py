"""A field as high as so many lines of its text, whatever size that has."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

_RESIZED = frozenset({QEvent.Type.FontChange, QEvent.Type.StyleChange})


class LinesHigh(QObject):
    """Keeps the height when the font changes; `edges` are the pixels above and below the lines."""

    def __init__(self, field: QWidget, lines: int, edges: int) -> None:
        super().__init__(field)
        self._field, self._lines, self._edges = field, lines, edges
        field.installEventFilter(self)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _RESIZED:
            self._fit()
        return False

    def _fit(self) -> None:
        self._field.setFixedHeight(self._field.fontMetrics().lineSpacing() * self._lines + self._edges)
