"""The whole text of a message in a window of its own, safe for any text."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.text_size.fixed_font import FixedFont
from desktop.widgets.copy_button import CopyButton
from desktop.widgets.theme import READING_POINTS, ThemeHolder
from desktop.words.language import tr
from desktop.words.message_text import folded


class WholeText(QDialog):
    """Plain text in folded lines: laying out one line of a megabyte would stall the program."""

    def __init__(self, title: str, text: str, *, theme: ThemeHolder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.view = QPlainTextEdit(readOnly=True)
        self.view.setAccessibleName(tr("Text"))
        FixedFont(self.view, theme, READING_POINTS)
        self.view.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.view.setTabChangesFocus(True)
        self.view.setPlainText(folded(text))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        # The text as it came, not as it was folded for the view.
        copy = CopyButton(tr("Copy all"), lambda: text, theme=theme, name=tr("Copy the whole text"))
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(16)
        layout.addWidget(self.view)
        layout.addWidget(buttons)

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 110, self.fontMetrics().height() * 32)
