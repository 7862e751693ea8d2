"""Where a comment is written, below the timeline."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QWidget

from desktop.cases.detail.begun_comments import BegunComments
from desktop.text_size.lines_high import LinesHigh
from desktop.widgets.local_key import SEND, on_key
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import tr
from models.cases.cases import Case

PAUSE_MS = 1000
"""A pause in typing after which what was begun is kept."""


class CommentBox(QWidget):
    """Ctrl+Enter or Send sends; what was typed stays until it is on disk."""

    wanted = Signal(str)
    changed = Signal()

    def __init__(self, begun: BegunComments, *, theme: ThemeHolder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._begun = begun
        self._case: Case | None = None
        self._pause = QTimer(self, singleShot=True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.keep)
        self.field = QPlainTextEdit(placeholderText=tr("Write a comment…   Ctrl+Enter sends"))
        self.field.setAccessibleName(tr("Comment"))
        self.field.setTabChangesFocus(True)
        LinesHigh(self.field, 3, 20)
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

    def show_case(self, case: Case | None) -> None:
        """Show the comment that was begun for this case; one for the case before waits until that is shown again."""
        self.keep()
        self._case = case
        self.set_busy(False)
        self.field.setPlainText("" if case is None else self._begun.of(case))
        self._pause.stop()

    def update_case(self, case: Case) -> None:
        """Take what is being typed for a comment on the case that the shown one was merged into."""
        if self._case is not None and self._case.id != case.id:
            self._begun.keep(self._case, "")
            self._case = case

    def keep(self) -> None:
        """Keep what is being typed as begun."""
        self._pause.stop()
        if self._case is not None:
            self._begun.keep(self._case, self.text())

    def forget(self, case: Case) -> None:
        """Keep nothing of what was begun for a case: it was sent. The field is emptied where it was typed there."""
        self._begun.keep(case, "")
        if self._case is not None and self._case.id == case.id:
            self.set_busy(False)
            self.field.clear()
            self.keep()

    def set_busy(self, busy: bool) -> None:
        """Take no click while a comment is being sent."""
        self.field.setReadOnly(busy)
        self.send.setEnabled(not busy)

    def _send(self) -> None:
        if self.has_draft() and not self.field.isReadOnly():
            self.wanted.emit(self.text())

    def _on_typed(self) -> None:
        self.send.setVisible(self.has_draft())
        self._pause.start()
        self.changed.emit()
