"""File > Move to PostgreSQL: where to, how far it is, and a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QProgressBar, QVBoxLayout, QWidget

from desktop.administration.server_form import ServerForm, say
from desktop.dialogs.ok_cancel import ok_cancel
from desktop.words.language import Sentence, number, tr

TEXT = Sentence(
    "Everything of this desk is copied to an empty database of the server and compared, and the desk goes on there. "
    "The file stays as it is. While it is copied nothing is received: what is sent then has to be sent again."
)


class MoveDialog(QDialog):
    """Shows what it is told; desktop/administration/move_to_server.py does it."""

    begun = Signal(str)
    """The address to move to."""
    stopped = Signal()
    """Somebody does not want to go on with a move that is under way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Move to PostgreSQL"))
        self.form = ServerForm()
        self.words = QLabel(wordWrap=True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setProperty("role", "muted")
        self.bar = QProgressBar(textVisible=False, minimum=0, maximum=0)
        self.bar.hide()
        self.buttons = ok_cancel()
        self.move_button = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.move_button.setText(tr("Move"))
        self.buttons.accepted.connect(lambda: self.begun.emit(self.form.url()))
        self.buttons.rejected.connect(self.reject)
        self.form.changed.connect(self._follow)
        self._moving = False
        self._lay_out()
        self._follow()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 74, super().sizeHint().height())

    def reject(self) -> None:
        """Cancel and Escape end the move first, if one is under way."""
        if self._moving:
            self.stopped.emit()
        else:
            super().reject()

    def done(self, result: int) -> None:
        self.form.stop()
        super().done(result)

    def show_moving(self, moving: bool, words: str = "", role: str = "muted") -> None:
        """Show that a move has begun, or has ended; `words` say how it ended."""
        self._moving = moving
        self.form.forget_test()
        self.form.setEnabled(not moving)
        self.bar.setVisible(moving)
        self.bar.setMaximum(0)
        say(self.words, words, role)
        self._follow()

    def show_progress(self, done: int, total: int) -> None:
        """Show how many rows of how many are copied."""
        self.bar.setMaximum(max(total, 1))
        self.bar.setValue(done)
        self.words.setText(tr("{done} of {count} rows", total, done=number(done)))

    def _follow(self) -> None:
        self.move_button.setEnabled(self.form.is_complete() and not self.form.trying and not self._moving)
        self.form.fit(self, self._column)

    def _lay_out(self) -> None:
        text = QLabel(tr(TEXT), wordWrap=True)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(16)
        for widget in (text, self.form, self.bar, self.words):
            column.addWidget(widget)
        column.addStretch()
        column.addWidget(self.buttons)
