"""A line that says what a delivery, or a web hook, looks made for, with a button to take that format."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.suggestions.suggested import Suggested
from desktop.widgets.icon_label import IconLabel
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import tr


class SuggestionLine(QWidget):
    """Hidden while there is nothing to suggest."""

    wanted = Signal(object)
    """The Suggested whose format shall be used."""

    def __init__(self, *, theme: ThemeHolder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.suggested: Suggested | None = None
        icon = IconLabel(theme.icon("lightbulb", "accent"))
        self.words = QLabel(wordWrap=True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.use = QPushButton(tr("Use its format"))
        self.use.setProperty("kind", "small")
        self.use.setAutoDefault(False)
        self.use.clicked.connect(lambda: self.wanted.emit(self.suggested))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.words, 1)
        row.addWidget(self.use)
        self.hide()

    def show_suggested(self, suggested: Suggested | None) -> None:
        """Suggest this; None suggests nothing."""
        self.suggested = suggested
        if suggested is not None:
            self.words.setText(suggested.question())
            self.use.setAccessibleDescription(self.words.text())
        self.setVisible(suggested is not None)
