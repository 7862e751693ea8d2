"""A list that loads pages as it is scrolled, and takes in changes without moving what is read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop.tasks import Tasks
from models.problems import Problem

Record = TypeVar("Record")
Page = Callable[[Record | None, int], Sequence[Record]]
Index = QModelIndex | QPersistentModelIndex

RECORD_ROLE = int(Qt.ItemDataRole.UserRole) + 1
REFRESH_LIMIT = 200
NOWHERE = QModelIndex()


class KeysetModel(QAbstractListModel, Generic[Record]):
    """Subclasses say how to read a page, what tells two records apart, and their text."""

    loaded = Signal()
    """The first page of a restart is in (it may be empty)."""
    refreshed = Signal(int)
    """A refresh is in; the number of new rows at the top, shown or held back."""

    def __init__(self, tasks: Tasks, *, page_size: int = 50, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._page_size = page_size
        self._rows: list[Record] = []
        self._generation = 0
        self._loading = False
        self._refreshing = False
        self._refresh_again = False
        self._exhausted = True
        self.holding = False
        """While True, a refresh does not insert the new rows at the top: the person reads further down."""

    # What a subclass gives.

    def page(self) -> Page[Record]:
        """A function of (last record or None, limit) that a pool thread can call: it carries the
        filters as they are now and does not touch this object."""
        raise NotImplementedError

    def key(self, record: Record) -> int:
        """What stays the same when a record changes."""
        raise NotImplementedError

    def text(self, record: Record) -> str:
        """The row in words, for screen readers and keyboard search."""
        raise NotImplementedError

    # What the screens use.

    def restart(self) -> None:
        """Forgets all rows and loads the first page; answers to older questions are dropped."""
        self.clear()
        self._exhausted = False
        self._load()

    def clear(self) -> None:
        """Forgets all rows and stays empty until a restart."""
        self._generation += 1
        self._loading = self._refreshing = self._refresh_again = False
        self._exhausted = True
        if self._rows:
            self.beginResetModel()
            self._rows = []
            self.endResetModel()

    def refresh(self) -> None:
        """Reads the top of the list again and applies what differs, row by row, so that selection
        and place stay. Calls that come while one is under way make one more, not many."""
        if self._refreshing:
            self._refresh_again = True
            return
        if self._loading and not self._rows:
            self.restart()
            return
        self._refreshing = True
        limit = max(self._page_size, min(len(self._rows), REFRESH_LIMIT)) + 1
        page, generation = self.page(), self._generation
        self._tasks.run(
            lambda: page(None, limit),
            lambda rows: self._on_refreshed(rows, limit, generation),
            owner=self,
            problem=self._on_problem,
        )

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

    # What Qt asks.

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

    def canFetchMore(self, parent: Index = NOWHERE) -> bool:
        return not parent.isValid() and not self._loading and not self._exhausted

    def fetchMore(self, parent: Index = NOWHERE) -> None:
        if self.canFetchMore(parent):
            self._load()

    # Pages.

    def _load(self) -> None:
        self._loading = True
        last = self._rows[-1] if self._rows else None
        page, generation, limit = self.page(), self._generation, self._page_size
        self._tasks.run(
            lambda: page(last, limit),
            lambda rows: self._on_page(rows, last, generation),
            owner=self,
            problem=self._on_problem,
        )

    def _on_page(self, rows: Sequence[Record], last: Record | None, generation: int) -> None:
        if generation != self._generation:
            return
        end = self._rows[-1] if self._rows else None
        if (end and self.key(end)) == (last and self.key(last)):
            known = {self.key(row) for row in self._rows}
            self._insert(len(self._rows), [row for row in rows if self.key(row) not in known])
            self._exhausted = len(rows) < self._page_size
        # Only now: a view asks for more from within endInsertRows, and would load this page twice.
        self._loading = False
        if last is None:
            self.loaded.emit()

    def _on_problem(self, problem: Problem) -> None:
        self._loading = self._refreshing = self._refresh_again = False
        self._tasks.troubled.emit(problem)

    # Changes.

    def _on_refreshed(self, head: Sequence[Record], limit: int, generation: int) -> None:
        if generation != self._generation:
            return
        complete = len(head) < limit
        fresh = self._fresh(head)
        tail = [] if complete else self._tail(head)
        if not self.holding:
            self._become(list(head) + tail)
        elif fresh < len(head):
            self._become(list(head[fresh:]) + tail)
        if complete:
            self._exhausted = True
        elif not tail:
            self._exhausted = False
        self._refreshing = False
        self.refreshed.emit(fresh)
        if self._refresh_again:
            self._refresh_again = False
            self.refresh()

    def _fresh(self, head: Sequence[Record]) -> int:
        """How many records stand above the first one that is known."""
        known = {self.key(row) for row in self._rows}
        return next((place for place, row in enumerate(head) if self.key(row) in known), len(head))

    def _tail(self, head: Sequence[Record]) -> list[Record]:
        """The loaded rows that lie below what was read again."""
        keys = [self.key(row) for row in self._rows]
        in_head = {self.key(row) for row in head}
        last = self.key(head[-1])
        if last not in keys:
            return []
        below = self._rows[keys.index(last) + 1 :]
        return [row for row in below if self.key(row) not in in_head]

    def _become(self, wanted: list[Record]) -> None:
        kept = {self.key(row) for row in wanted}
        for row in range(len(self._rows) - 1, -1, -1):
            if self.key(self._rows[row]) not in kept:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._rows[row]
                self.endRemoveRows()
        for row, record in enumerate(wanted):
            self._place(row, record)

    def _place(self, row: int, record: Record) -> None:
        place = self._find(self.key(record), row)
        if place is None:
            self._insert(row, [record])
            return
        if place != row:
            self.beginMoveRows(QModelIndex(), place, place, QModelIndex(), row)
            self._rows.insert(row, self._rows.pop(place))
            self.endMoveRows()
        if self._rows[row] != record:
            self._rows[row] = record
            self.dataChanged.emit(self.index(row), self.index(row))

    def _find(self, key: int, start: int) -> int | None:
        for row in range(start, len(self._rows)):
            if self.key(self._rows[row]) == key:
                return row
        return None

    def _insert(self, row: int, records: Sequence[Record]) -> None:
        if not records:
            return
        self.beginInsertRows(QModelIndex(), row, row + len(records) - 1)
        self._rows[row:row] = records
        self.endInsertRows()
