"""A line under a field that says what is wrong with it, until the field is edited."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget


class Hint(QLabel):
    """Hidden while all is well; marks the field and is read out with it when it is not."""

    def __init__(self, field: QLineEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = field
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "danger")
        self.setWordWrap(True)
        self.hide()
        field.textEdited.connect(self.clear_problem)

    def show_problem(self, text: str) -> None:
        """Show what is wrong at the field."""
        self.setText(text)
        self._mark(wrong=True)

    def clear_problem(self) -> None:
        """Show that nothing is wrong any more."""
        self._mark(wrong=False)

    def _mark(self, *, wrong: bool) -> None:
        self.setVisible(wrong)
        self._field.setAccessibleDescription(self.text() if wrong else "")
        self._field.setProperty("wrong", "true" if wrong else "false")
        # A style sheet looks at a property once; this makes it look again.
        self._field.style().unpolish(self._field)
        self._field.style().polish(self._field)
