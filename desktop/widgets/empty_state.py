"""What a place says while it is empty: what belongs here, and the button that does the next step."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.widgets.icon_label import IconLabel
from desktop.widgets.theme import ThemeHolder


class EmptyState(QWidget):
    """An icon, a heading, a few lines and room for buttons, in the middle of its place."""

    def __init__(
        self,
        icon: str,
        title: str,
        text: str = "",
        *,
        theme: ThemeHolder,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = IconLabel(theme.icon(icon), lines=2)
        self._title = QLabel(title)
        self._title.setProperty("role", "heading")
        self._text = QLabel(text)
        self._text.setProperty("role", "muted")
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._column = QVBoxLayout(self)
        self._lay_out()

    def show_text(self, title: str, text: str = "") -> None:
        """Say something else."""
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))

    def add_button(self, text: str, clicked: Callable[[], object], *, kind: str = "plain") -> QPushButton:
        """A button for the next step, in a row under the text."""
        button = QPushButton(text)
        button.setProperty("kind", kind)
        button.setAutoDefault(False)
        button.clicked.connect(clicked)
        self._buttons.addWidget(button)
        return button

    def add_widget(self, widget: QWidget) -> None:
        """Something of its own under the buttons."""
        self._column.insertWidget(self._column.count() - 1, widget)

    def _lay_out(self) -> None:
        for label in (self._title, self._text):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._text.setWordWrap(True)
        row = QHBoxLayout()
        row.addStretch()
        row.addLayout(self._buttons)
        row.addStretch()
        column = self._column
        column.setContentsMargins(28, 28, 28, 28)
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addLayout(row)
        column.addStretch(3)
        # Not before it is in here: it would be shown as a window of its own.
        self._text.setVisible(bool(self._text.text()))
