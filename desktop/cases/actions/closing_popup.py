"""Closing cases with a word about why."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget

from desktop.dialogs.popup import Popup
from desktop.widgets.local_key import SEND, on_key
from desktop.words.language import tr

WIDE_CHARACTERS = 60


class ClosingPopup(Popup):
    """A comment, which may be empty, and the button that closes; Ctrl+Enter does the same."""

    chosen = Signal(str)

    def __init__(self, heading: str, button: str, anchor: QWidget) -> None:
        super().__init__(heading, anchor)
        self.comment = QPlainTextEdit(placeholderText=tr("Why it is closed…   Ctrl+Enter closes"))
        self.comment.setAccessibleName(tr("Comment"))
        self.comment.setTabChangesFocus(True)
        self.comment.setFixedHeight(self.fontMetrics().lineSpacing() * 4 + 20)
        self.comment.setMinimumWidth(self.fontMetrics().averageCharWidth() * WIDE_CHARACTERS)
        self.button = QPushButton(button)
        self.button.setProperty("kind", "primary")
        self.button.clicked.connect(self._take)
        on_key(self, self._take, *SEND)
        self.column.addWidget(self.comment)
        self.column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignRight)
        self.setFocusProxy(self.comment)

    def _take(self) -> None:
        self.finish()
        self.chosen.emit(self.comment.toPlainText())
