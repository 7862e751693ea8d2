"""Asks for a body that did not come: from a manual, or from another desk."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication, QTextOption
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.words.language import tr
from receiver.limits import MAX_BODY

_LONGEST = 100_000
"""Characters that are laid out; a longer body of the clipboard is taken as it is."""


class PasteDialog(QDialog):
    """Has what is on the clipboard, if that may be a body."""

    given = Signal(bytes)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Paste a body"))
        self.field = QPlainTextEdit()
        self.field.setAccessibleName(tr("Body"))
        self.field.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.field.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        self.field.setTabChangesFocus(True)
        self.field.setPlaceholderText(tr("JSON, a form, XML or plain text, as it is posted"))
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.use = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.use.setText(tr("&Look at it"))
        self.use.setProperty("kind", "primary")
        self.too_long = QLabel()
        self.too_long.setProperty("role", "danger")
        self.too_long.hide()
        self._lay_out()
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self.field.textChanged.connect(self._look)
        on_clipboard = QGuiApplication.clipboard().text()
        if on_clipboard.lstrip()[:1] in ("{", "[") and len(on_clipboard) <= _LONGEST:
            self.field.setPlainText(on_clipboard)
            self.field.selectAll()
        self._look()

    def accept(self) -> None:
        """Give what was pasted."""
        if self.use.isEnabled():
            super().accept()
            self.given.emit(self._body())

    def _body(self) -> bytes:
        return self.field.document().toRawText().replace("\u2029", "\n").encode("utf-8", "replace")

    def _look(self) -> None:
        size = len(self._body())
        self.too_long.setText(tr("A web hook takes 1 MiB at the most."))
        self.too_long.setVisible(size > MAX_BODY)
        self.use.setEnabled(0 < size <= MAX_BODY)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(self.field, 1)
        layout.addWidget(self.too_long)
        layout.addWidget(self._buttons)
        letter = self.fontMetrics()
        self.resize(letter.averageCharWidth() * 84, letter.height() * 24)
