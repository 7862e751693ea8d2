"""Asks before a format is published: what changes for whom, and a note for those who look at the versions later."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop.dialogs.ok_cancel import ok_cancel
from desktop.widgets.local_key import SEND, on_key
from desktop.words.language import tr
from models.channels.hooks import Hook


class PublishDialog(QDialog):
    """The note may be left out."""

    published = Signal(str, bool)
    """The note, and whether the web hook shall read by the format from now on."""

    def __init__(self, name: str, hook: Hook, readers: Sequence[Hook], parent: QWidget) -> None:
        """`readers` are the web hooks that read by the format now."""
        super().__init__(parent)
        self.setWindowTitle(tr("Publish {name}", name=name))
        self.who = QLabel(_who(readers))
        self.note = QLineEdit()
        self.read_by_it = QCheckBox(tr("&Read what “{purpose}” gets by it", purpose=hook.purpose))
        self.read_by_it.setChecked(True)
        self.read_by_it.setVisible(all(reader.id != hook.id for reader in readers))
        self._buttons = ok_cancel()
        self._lay_out()
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        on_key(self, self.accept, *SEND)
        self.note.setFocus()

    def accept(self) -> None:
        """Publish it."""
        super().accept()
        self.published.emit(self.note.text().strip(), not self.read_by_it.isHidden() and self.read_by_it.isChecked())

    def _lay_out(self) -> None:
        self.who.setTextFormat(Qt.TextFormat.PlainText)
        self.who.setWordWrap(True)
        self.note.setMaxLength(1_000)
        self.note.setPlaceholderText(tr("What is different, for those who look at the versions later"))
        label = QLabel(tr("&Note"))
        label.setProperty("role", "muted")
        label.setBuddy(self.note)
        publish = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        publish.setText(tr("&Publish"))
        publish.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(8)
        for widget in (self.who, label, self.note, self.read_by_it):
            layout.addWidget(widget)
        layout.addSpacing(8)
        layout.addWidget(self._buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 64)


def _who(readers: Sequence[Hook]) -> str:
    if not readers:
        return tr("No web hook reads by it yet.")
    named = ", ".join(tr("{purpose} ({channel})", purpose=hook.purpose, channel=hook.channel) for hook in readers)
    return tr("From the next delivery on, these read by the new version: {hooks}.", hooks=named)
