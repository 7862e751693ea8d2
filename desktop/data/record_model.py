"""A list of frozen records that takes in another state of itself row by row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Record = TypeVar("Record")
Index = QModelIndex | QPersistentModelIndex

RECORD_ROLE = int(Qt.ItemDataRole.UserRole) + 1
NOWHERE = QModelIndex()


class RecordModel(QAbstractListModel, Generic[Record]):
    """Subclasses say what tells two records apart, and their text."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Record] = []

    def key(self, record: Record) -> int:
        """What stays the same when a record changes."""
        raise NotImplementedError

    def text(self, record: Record) -> str:
        """The row in words, for screen readers and keyboard search."""
        raise NotImplementedError

    def record(self, index: Index) -> Record | None:
        """The record of an index, None when it is not valid."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def records(self) -> Sequence[Record]:
        """The rows that are loaded, in their order."""
        return self._rows

    def index_of(self, key: int) -> QModelIndex:
        """Where a record is, an invalid index when it is not loaded."""
        for row, record in enumerate(self._rows):
            if self.key(record) == key:
                return self.index(row)
        return QModelIndex()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        record = self.record(index)
        if record is None:
            return None
        if role == RECORD_ROLE:
            return record
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.text(record)
        return None

    def become(self, wanted: Sequence[Record]) -> None:
        """Apply what differs, with as few steps as rows that differ, so that selection and place stay."""
        keys = [self.key(row) for row in wanted]
        kept = set(keys)
        end = len(self._rows)
        while end > 0:  # from below, a run at a time
            start = end
            while start > 0 and self.key(self._rows[start - 1]) not in kept:
                start -= 1
            if start < end:
                self.beginRemoveRows(QModelIndex(), start, end - 1)
                del self._rows[start:end]
                self.endRemoveRows()
            end = start - 1
        known = {self.key(row) for row in self._rows}
        row = 0
        while row < len(wanted):
            run = row
            while run < len(wanted) and keys[run] not in known:
                run += 1
            if run > row:
                self.insert(row, wanted[row:run])
            if run < len(wanted):
                self._place(run, wanted[run])
            row = run + 1

    def _place(self, row: int, record: Record) -> None:
        key = self.key(record)
        if self.key(self._rows[row]) != key:
            place = next(at for at in range(row + 1, len(self._rows)) if self.key(self._rows[at]) == key)
            self.beginMoveRows(QModelIndex(), place, place, QModelIndex(), row)
            self._rows.insert(row, self._rows.pop(place))
            self.endMoveRows()
        if self._rows[row] is not record and self._rows[row] != record:
            self._rows[row] = record
            self.dataChanged.emit(self.index(row), self.index(row))

    def insert(self, row: int, records: Sequence[Record]) -> None:
        """Put records, none of which is here yet, before a row."""
        if not records:
            return
        self.beginInsertRows(QModelIndex(), row, row + len(records) - 1)
        self._rows[row:row] = records
        self.endInsertRows()
