"""The label of a field in a form, on one baseline with what stands in the field."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget


class FieldLabel(QLabel):
    """As high as the first line of its field, so that both have their text in the middle of the same height.

    It belongs at the top of its cell: below a field, or below the first line of one, there may be a hint.
    """

    def __init__(self, text: str, field: QWidget) -> None:
        super().__init__(text)
        self._field = field
        self.setBuddy(field)

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(0, _first_line(self._field)))

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint().expandedTo(QSize(0, _first_line(self._field)))


def _first_line(field: QWidget) -> int:
    """How high it is, in pixels: a field of several parts has them one below the other."""
    parts = field.layout()
    first = parts.itemAt(0) if isinstance(parts, QVBoxLayout) else None
    part = field if first is None else first.widget() or first
    if isinstance(part, QLabel):  # one that wraps hints at more lines than it comes to have
        return part.fontMetrics().height()
    return part.sizeHint().height()
