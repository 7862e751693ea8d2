"""The label of a field in a form, on one baseline with what stands in the field."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QWidget


class FieldLabel(QLabel):
    """As high as its field, so that both have their text in the middle of the same height.

    It belongs at the top of its cell: below a field there may be a hint.
    """

    def __init__(self, text: str, field: QWidget) -> None:
        super().__init__(text)
        self._field = field
        self.setBuddy(field)

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(0, self._field.sizeHint().height()))

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint().expandedTo(QSize(0, self._field.sizeHint().height()))
