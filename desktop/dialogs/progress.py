"""How far a long work is, in a small window that waits for nobody, with a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QProgressBar, QVBoxLayout, QWidget

from desktop.words.language import Sentence, number, tr


class Progress(QDialog):
    """Closing it is a wish to stop, which `rejected` tells."""

    def __init__(
        self, title: str, what: str, *, looking: str, done: Sentence, stop: str, parent: QWidget | None = None
    ) -> None:
        """`what` is being done with many things; `looking` is said first, then `done`: {done} of {count}.

        `stop` is what the button says.
        """
        super().__init__(parent)
        self.setWindowTitle(title)
        self._done = done
        what_label = QLabel(what)
        self.words = QLabel(looking)
        self.words.setProperty("role", "muted")
        for label in (what_label, self.words):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.bar = QProgressBar(textVisible=False, minimum=0, maximum=0)
        self.bar.setMinimumWidth(self.fontMetrics().averageCharWidth() * 50)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        # No filled button: the step that comes next is to wait.
        button = buttons.button(QDialogButtonBox.StandardButton.Cancel)
        button.setText(stop)
        button.setProperty("kind", "plain")
        button.setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 20)
        layout.setSpacing(12)
        for widget in (what_label, self.bar, self.words, buttons):
            layout.addWidget(widget)

    def show_progress(self, done: int, total: int) -> None:
        """Show how many are done, of how many; where that is not known it is 0, and the bar goes on as it did."""
        if not total:
            return
        self.bar.setMaximum(max(total, 1))
        self.bar.setValue(done)
        self.words.setText(tr(self._done, total, done=number(done)))
