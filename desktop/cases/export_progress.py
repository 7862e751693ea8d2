"""How far an export is, in a small window that waits for nobody, with a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QProgressBar, QVBoxLayout, QWidget


class ExportProgress(QDialog):
    """Closing it is a wish to stop, which `rejected` tells."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Export cases")
        self._name = QLabel(f"Writing {name}")
        self.words = QLabel("Looking for the cases…")
        self.words.setProperty("role", "muted")
        for label in (self._name, self.words):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.bar = QProgressBar(textVisible=False, minimum=0, maximum=0)
        self.bar.setMinimumWidth(self.fontMetrics().averageCharWidth() * 50)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        # No filled button: the step that comes next is to wait.
        cancel = buttons.button(QDialogButtonBox.StandardButton.Cancel)
        cancel.setProperty("kind", "plain")
        cancel.setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 20)
        layout.setSpacing(12)
        for widget in (self._name, self.bar, self.words, buttons):
            layout.addWidget(widget)

    def show_progress(self, done: int, total: int) -> None:
        """So many cases are written, of so many."""
        self.bar.setMaximum(max(total, 1))
        self.bar.setValue(done)
        self.words.setText(f"{done:,} of {total:,} cases")
