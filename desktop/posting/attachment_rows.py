"""The attachments of a report that is composed: a row each, with what it is, its name and its URL."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.posting.composed import ComposedAttachment
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import tr

MOST = 3
"""More are written as JSON."""


class _Row(QWidget):
    """One attachment."""

    edited = Signal()
    removed = Signal()

    def __init__(self, *, theme: ThemeHolder) -> None:
        super().__init__()
        self.type = QComboBox()
        self.type.addItems([tr("Link"), tr("File")])
        self.type.setAccessibleName(tr("What it is"))
        self.name = QLineEdit(tr("Dashboard"))
        self.name.setAccessibleName(tr("Name of the attachment"))
        self.url = QLineEdit("https://example.org/dashboard")
        self.url.setAccessibleName(tr("URL of the attachment"))
        self.remove = QPushButton()
        self.remove.setIcon(theme.icon("xmark"))
        self.remove.setProperty("kind", "flat")
        self.remove.setAutoDefault(False)
        self.remove.setAccessibleName(tr("Remove this attachment"))
        self.remove.setToolTip(tr("Remove this attachment"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        grid.addWidget(self.type, 0, 0)
        grid.addWidget(self.name, 0, 1)
        grid.addWidget(self.remove, 0, 2)
        grid.addWidget(self.url, 1, 0, 1, 3)
        grid.setColumnStretch(1, 1)
        self.type.currentIndexChanged.connect(self.edited)
        self.name.textEdited.connect(self.edited)
        self.url.textEdited.connect(self.edited)
        self.remove.clicked.connect(self.removed)

    def attachment(self) -> ComposedAttachment:
        """The attachment as it is now."""
        is_file = self.type.currentIndex() == 1
        return ComposedAttachment("file" if is_file else "link", self.name.text().strip(), self.url.text().strip())


class AttachmentRows(QWidget):
    """Adds and removes rows."""

    edited = Signal()

    def __init__(self, *, theme: ThemeHolder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.rows: list[_Row] = []
        self.add = QPushButton(theme.icon("paperclip"), tr("Add &attachment"))
        self.add.setProperty("kind", "flat")
        self.add.setAutoDefault(False)
        self.add.clicked.connect(self._on_add)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def attachments(self) -> tuple[ComposedAttachment, ...]:
        """Those that are there."""
        return tuple(row.attachment() for row in self.rows)

    def _on_add(self) -> None:
        row = _Row(theme=self._theme)
        row.edited.connect(self.edited)
        row.removed.connect(lambda: self._on_removed(row))
        self.rows.append(row)
        self._column.insertWidget(len(self.rows) - 1, row)
        self.add.setEnabled(len(self.rows) < MOST)
        row.name.setFocus()
        row.name.selectAll()
        self.edited.emit()

    def _on_removed(self, row: _Row) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.add.setEnabled(True)
        self.add.setFocus()
        self.edited.emit()
