"""What is opened by the system from the settings: a folder, or a file of text."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.settings.fields.setting_page import plain_label


class Opening(QWidget):
    """A path that can be copied, and a button that opens it where it is there."""

    def __init__(self, label: str, button: str) -> None:
        """`label` is what the path is called, `button` what stands on the button."""
        super().__init__()
        self._path: Path | None = None
        self.line = plain_label("")
        self.line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.line.setAccessibleName(label)
        self.words: QLabel = plain_label("", "muted")
        self.button = QPushButton(button)
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self._open)
        self.setFocusProxy(self.button)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.addWidget(self.button)
        self.buttons.addStretch()
        self.column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.line)
        column.addWidget(self.words)
        column.addLayout(self.buttons)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.words.hide()
        self.button.setEnabled(False)

    def show_path(self, path: Path, *, there: bool) -> None:
        """Show where it is; only what is there can be opened."""
        self._path = path
        self.line.setText(str(path))
        self.button.setEnabled(there)

    def show_words(self, words: str) -> None:
        """Say something about it."""
        self.words.setText(words)
        self.words.setVisible(bool(words))

    def _open(self) -> None:
        if self._path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path)))
