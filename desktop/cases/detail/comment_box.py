"""Where a comment is written, below the timeline."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.attachments.pending import Pending
from desktop.cases.detail.begun_comments import BegunComments
from desktop.cases.detail.comment_field import CommentField
from desktop.cases.detail.pending_files import PendingFiles
from desktop.text_size.lines_high import LinesHigh
from desktop.widgets.local_key import SEND, on_key
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import tr
from models.cases.cases import Case

Hold = Callable[[Sequence[Pending]], Sequence[Pending]]
PAUSE_MS = 1000
"""A pause in typing after which what was begun is kept."""


class CommentBox(QWidget):
    """Ctrl+Enter or Send sends; what was typed stays until it is on disk."""

    wanted = Signal(str)
    file_wanted = Signal()
    """A file shall be chosen, and added by add_files()."""
    changed = Signal()

    def __init__(self, begun: BegunComments, hold: Hold, *, theme: ThemeHolder, parent: QWidget | None = None) -> None:
        """`hold` has files there at the next start of the program, or says where they are then."""
        super().__init__(parent)
        self._begun, self._hold = begun, hold
        self._case: Case | None = None
        self._waiting: dict[int, list[Pending]] = {}
        """Files that were put into comments that are not shown, by the ids of their cases."""
        self._pause = QTimer(self, singleShot=True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.keep)
        self.field = CommentField()
        self.field.put.connect(self.add_files)
        self.files_row = PendingFiles(theme=theme)
        self.files_row.changed.connect(self._on_typed)
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
        self.attach = QPushButton(theme.icon("paperclip"), "")
        self.attach.setProperty("kind", "plain")
        self.attach.setAutoDefault(False)
        self.attach.setToolTip(tr("Attach a file"))
        self.attach.setAccessibleName(tr("Attach a file"))
        self.attach.clicked.connect(self.file_wanted)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self.attach, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self.send, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 12, 24, 18)
        column.setSpacing(8)
        column.addWidget(self.files_row)
        column.addLayout(row)

    def text(self) -> str:
        """What was typed."""
        return self.field.toPlainText()

    def has_draft(self) -> bool:
        """Whether a comment was begun."""
        return bool(self.text().strip() or self.files())

    def files(self) -> list[Pending]:
        """What was put beside the text."""
        return self.files_row.pending()

    def add_files(self, files: Sequence[Pending]) -> None:
        """Put files beside the text; they are read when it is sent."""
        if not self.field.isReadOnly() and self._case is not None:
            self.files_row.show_pending([*self.files(), *self._hold(files)])

    def show_case(self, case: Case | None) -> None:
        """Show the comment that was begun for this case; one for the case before waits until that is shown again."""
        self.keep()
        self._case = case
        self.set_busy(False)
        self.field.setPlainText("" if case is None else self._begun.of(case))
        self.files_row.show_pending([] if case is None else self._files_of(case))
        self._pause.stop()

    def update_case(self, case: Case) -> None:
        """Take what is being typed for a comment on the case that the shown one was merged into."""
        if self._case is not None and self._case.id != case.id:
            self._begun.keep(self._case, "")
            self._waiting.pop(self._case.id, None)
            self._case = case

    def keep(self) -> None:
        """Keep what is being typed as begun."""
        self._pause.stop()
        if self._case is not None:
            self._begun.keep(self._case, self.text(), self.files())
            self._waiting[self._case.id] = self.files()

    def forget(self, case: Case) -> None:
        """Keep nothing of what was begun for a case: it was sent. The field is emptied where it was typed there."""
        self._begun.keep(case, "")
        self._waiting.pop(case.id, None)
        if self._case is not None and self._case.id == case.id:
            self.set_busy(False)
            self.field.clear()
            self.files_row.show_pending([])
            self.keep()

    def set_busy(self, busy: bool) -> None:
        """Take no click while a comment is being sent."""
        self.field.setReadOnly(busy)
        for widget in (self.send, self.attach, self.files_row):
            widget.setEnabled(not busy)

    def _files_of(self, case: Case) -> list[Pending]:
        """Those of this run have their pictures in memory."""
        return self._waiting[case.id] if case.id in self._waiting else self._begun.files_of(case)

    def _send(self) -> None:
        if self.has_draft() and not self.field.isReadOnly():
            self.wanted.emit(self.text())

    def _on_typed(self) -> None:
        self.send.setVisible(self.has_draft())
        self._pause.start()
        self.changed.emit()
