"""The title of a column of the editor, as high as those beside it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget


class ColumnTitle(QWidget):
    """A title, and what can be done with the column at its right end."""

    def __init__(self, words: str, *beside: QWidget) -> None:
        super().__init__()
        title = QLabel(words)
        title.setProperty("role", "section")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addStrut(QToolButton().sizeHint().height() + 4)
        row.addWidget(title)
        row.addStretch()
        for widget in beside:
            row.addWidget(widget)
