"""The licences of what the program brings along: a list of its parts, and the texts of the one that is chosen."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListWidget, QPlainTextEdit, QSplitter, QVBoxLayout, QWidget

from desktop.words.language import tr
from models.settings.licences import BundledPart, text_of


class LicencesDialog(QDialog):
    """Opens on the program's own licence."""

    def __init__(self, parts: list[BundledPart], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Licences"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._parts = parts
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Parts of Hookdesk"))
        self.list.addItems([part.title for part in parts])
        self.list.ensurePolished()  # or its rows are as high as without the style sheet
        bar = self.list.verticalScrollBar().sizeHint().width()
        self.list.setMinimumWidth(self.list.sizeHintForColumn(0) + bar + 2 * self.list.frameWidth())
        self.text = QPlainTextEdit(readOnly=True)
        self.text.setAccessibleName(tr("Licence"))
        self.text.setTabChangesFocus(True)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))  # they are laid out for it
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(self.list)
        both.addWidget(self.text)
        both.setStretchFactor(1, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(16)
        layout.addWidget(both)
        layout.addWidget(buttons)
        self.list.currentRowChanged.connect(self._show)
        self.list.setCurrentRow(0)

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 120, self.fontMetrics().height() * 32)

    def _show(self, row: int) -> None:
        part = self._parts[row]
        self.text.setPlainText(f"{part.licence}\n\n{text_of(part)}".lstrip())
