"""Asks for a body that did not come: from a manual, or from another desk."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication, QTextOption
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.dialogs.ok_cancel import ok_cancel
from desktop.words.language import tr
from receiver.limits import MAX_BODY

_LONGEST = 100_000
"""Characters that are laid out; a longer body is looked at as soon as it is pasted."""


class _Field(QPlainTextEdit):
    """Hands on what is too long to be laid out: a line of a megabyte takes seconds at every key."""

    long_pasted = Signal(str)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt calls it
        text = source.text()
        if len(text) > _LONGEST:
            self.long_pasted.emit(text)
        else:
            super().insertFromMimeData(source)


class PasteDialog(QDialog):
    """Has what is on the clipboard, if that may be a body."""

    given = Signal(bytes)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Paste a body"))
        self.field = _Field()
        self.field.setAccessibleName(tr("Body"))
        self.field.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.field.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        self.field.setTabChangesFocus(True)
        self.field.setPlaceholderText(tr("JSON, a form, XML or plain text, as it is posted"))
        self._buttons = ok_cancel()
        self.use = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.use.setText(tr("&Look at it"))
        self.too_long = QLabel()
        self.too_long.setProperty("role", "danger")
        self.too_long.hide()
        self._lay_out()
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self.field.textChanged.connect(self._look)
        self.field.long_pasted.connect(self._take_long)
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

    def _take_long(self, text: str) -> None:
        """Give a long body at once, without showing it here."""
        body = text.encode("utf-8", "replace")
        if len(body) > MAX_BODY:
            self.too_long.show()
            return
        super().accept()
        self.given.emit(body)

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
