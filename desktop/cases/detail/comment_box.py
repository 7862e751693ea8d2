"""Where a comment is written, below the timeline."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QWidget

from desktop.widgets.local_key import SEND, on_key
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import tr


class CommentBox(QWidget):
    """Ctrl+Enter or Send sends; what was typed stays until it is on disk."""

    wanted = Signal(str)
    changed = Signal()

    def __init__(self, *, theme: ThemeHolder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._case_id: int | None = None
        self._drafts: dict[int, str] = {}
        self.field = QPlainTextEdit(placeholderText=tr("Write a comment…   Ctrl+Enter sends"))
        self.field.setAccessibleName(tr("Comment"))
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(self.fontMetrics().lineSpacing() * 3 + 20)
        self.field.textChanged.connect(self._on_typed)
        self.send = QPushButton(theme.icon("paper-plane"), tr("Send"))
        self.send.setProperty("kind", "plain")
        self.send.setAutoDefault(False)
        self.send.clicked.connect(self._send)
        self.send.hide()
        on_key(self, self._send, *SEND)
        row = QHBoxLayout(self)
        row.setContentsMargins(28, 12, 24, 18)
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self.send, 0, Qt.AlignmentFlag.AlignBottom)

    def text(self) -> str:
        """What was typed."""
        return self.field.toPlainText()

    def has_draft(self) -> bool:
        """Whether a comment was begun."""
        return bool(self.text().strip())

    def show_case(self, case_id: int | None) -> None:
        """Show the comment that was begun for this case; one for the case before waits until that is shown again."""
        draft = self.text() if self.has_draft() else ""
        if self._case_id is not None:
            self._drafts[self._case_id] = draft
        self._case_id = case_id
        self.set_busy(False)
        self.field.setPlainText("" if case_id is None else self._drafts.pop(case_id, ""))

    def clear(self) -> None:
        """Empty the field: the comment was sent."""
        self.set_busy(False)
        self.field.clear()

    def set_busy(self, busy: bool) -> None:
        """Take no click while a comment is being sent."""
        self.field.setReadOnly(busy)
        self.send.setEnabled(not busy)

    def _send(self) -> None:
        if self.has_draft() and not self.field.isReadOnly():
            self.wanted.emit(self.text())

    def _on_typed(self) -> None:
        self.send.setVisible(self.has_draft())
        self.changed.emit()
