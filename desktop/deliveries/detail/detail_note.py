"""The line above what is shown of a delivery: what there is to know of it, and a way to see all of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.bodies.sheet_view import SheetView
from desktop.words.language import number, tr


class DetailNote(QWidget):
    """Hidden while there is nothing to say."""

    def __init__(self, view: SheetView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._note = ""
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setProperty("role", "muted")
        self.show_all = QPushButton()
        self.show_all.setProperty("kind", "small")
        self.show_all.setAutoDefault(False)
        self.show_all.clicked.connect(view.show_all)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 6, 16, 0)
        row.setSpacing(8)
        row.addWidget(self._words)
        row.addWidget(self.show_all)
        row.addStretch()
        view.filled.connect(self._show)
        self.hide()

    def text(self) -> str:
        """What it says."""
        return self._words.text()

    def show_note(self, note: str) -> None:
        """Say this, before how much is shown."""
        self._note = note
        self._show()

    def _show(self) -> None:
        there, most, every = self._view.shown_lines(), self._view.most(), self._view.sheet().line_count()
        lines = tr("{there} of {count} lines are shown.", every, there=number(there)) if there < every else ""
        self._words.setText(" ".join(filter(None, (self._note, lines))))
        self.show_all.setText(tr("Show the first {count}", most) if most < every else tr("Show all"))
        self.show_all.setVisible(there < most)
        self.setVisible(bool(self._words.text()))
