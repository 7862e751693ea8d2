"""What a person sees of a bug: that it is one, in plain words, and the details to send along."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.words.language import tr


class CrashDialog(QDialog):
    """What happened in plain words, and the details to send along."""

    def __init__(self, details: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Hookdesk")
        title = QLabel(tr("Something went wrong in Hookdesk."))
        title.setProperty("role", "heading")
        text = QLabel(
            tr(
                "This is a mistake of the program, not yours. What was stored is safe. "
                "Please send these details to whoever looks after Hookdesk for you."
            )
        )
        text.setWordWrap(True)
        self.details = QPlainTextEdit(details, readOnly=True)
        self.details.setAccessibleName(tr("Details"))
        self.details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.details.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(tr("Copy details"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.setProperty("kind", "plain")
        copy.clicked.connect(self._copy)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 20)
        layout.setSpacing(12)
        for widget in (title, text, self.details, buttons):
            layout.addWidget(widget)

    def add(self, details: str) -> None:
        """Add the details of one more bug, below the first."""
        if self.details.blockCount() < 2000:
            self.details.appendPlainText("\n" + details)

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 90, self.fontMetrics().height() * 22)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details.toPlainText())
