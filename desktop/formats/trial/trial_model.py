"""The deliveries of a trial as rows: when each came, what becomes of it, and what would."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.formats.trial.trial_words import told
from desktop.widgets.theme import ThemeHolder
from desktop.words import clock
from desktop.words.language import Sentence, tr
from desktop.words.plain_tooltip import plain_tooltip
from receiver.intake.trial import TrialRow

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
CAME, IN_FORCE, DRAFT = range(3)
HEADS = (Sentence("Came"), Sentence("In force"), Sentence("Draft"))


class TrialModel(QAbstractTableModel):
    """Newest first."""

    def __init__(self, *, theme: ThemeHolder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: Sequence[TrialRow] = ()

    def show_rows(self, rows: Sequence[TrialRow]) -> None:
        """Show the rows of another trial, which come oldest first."""
        self.beginResetModel()
        self._rows = tuple(reversed(rows))
        self.endResetModel()

    def row(self, index: Index) -> TrialRow | None:
        """The row of an index."""
        return self._rows[index.row()] if index.isValid() else None

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return tr(HEADS[section])
        return None

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        row = self.row(index)
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _words(row, index.column())
        if role == Qt.ItemDataRole.ToolTipRole and index.column() != CAME:
            return plain_tooltip(_words(row, index.column()))
        if role == Qt.ItemDataRole.ForegroundRole:
            is_same = told(row.in_force) == told(row.draft)
            return self._theme.current.color("text" if index.column() == DRAFT and not is_same else "muted")
        return None


def _words(row: TrialRow, column: int) -> str:
    if column == CAME:
        return clock.time_of_day(row.received_at, clock.now())
    return told(row.in_force if column == IN_FORCE else row.draft)
