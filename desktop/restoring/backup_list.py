"""The backups that are there, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from desktop.words import clock, measures
from desktop.words.language import tr
from models.database.backup_files import Backup

ROWS = 4


class BackupList(QListWidget):
    """A row each: when it was made, and how large it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: Sequence[Backup] = ()
        self._empty = ""
        self.setProperty("framed", "true")
        self.setAccessibleName(tr("Backups"))
        self.setFixedHeight(self.fontMetrics().height() * 2 * ROWS)

    def show_backups(self, found: Sequence[Backup]) -> None:
        """Show these, with the newest chosen."""
        self.clear()
        self._found, self._empty = found, "" if found else tr("No backup was made yet.")
        for backup in found:
            made, size = clock.exact(backup.made_at), measures.size(backup.size)
            item = QListWidgetItem(tr("{made}, {size}", made=made, size=size), self)
            item.setToolTip(backup.path.name)
        self.setCurrentRow(0 if found else -1)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._empty:
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().placeholderText().color())
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self._empty)

    def choose(self, file: Path | None) -> None:
        """Choose one of them, if it is there."""
        row = next((row for row, backup in enumerate(self._found) if backup.path == file), -1)
        if row >= 0:
            self.setCurrentRow(row)

    def chosen(self) -> Path | None:
        """The file of the backup that is chosen."""
        return self._found[self.currentRow()].path if self.currentRow() >= 0 else None
