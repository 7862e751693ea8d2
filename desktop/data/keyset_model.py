"""A list that loads pages as it is scrolled, and takes in changes without moving what is read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic

from PySide6.QtCore import QObject, Signal

from desktop.data.record_model import NOWHERE, RECORD_ROLE, Index, Record, RecordModel
from desktop.data.reload import Reload
from desktop.data.tasks import Tasks
from models.problems import Problem

__all__ = ["RECORD_ROLE", "Index", "KeysetModel", "Page"]

Page = Callable[[Record | None, int], Sequence[Record]]
REFRESH_LIMIT = 200


@dataclass(frozen=True, slots=True)
class _Asked(Generic[Record]):
    """A question for the first rows of a list, or for those below `last`; rows that come do not change it."""

    page: Page[Record] = field(compare=False)
    last: Record | None = field(compare=False)
    limit: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class _Read(Generic[Record]):
    """The rows that were found."""

    asked: _Asked[Record]
    rows: Sequence[Record]


class KeysetModel(RecordModel[Record]):
    """Subclasses say how to read a page, and what a RecordModel wants to know."""

    loaded = Signal()
    """The first page of a restart is in (it may be empty)."""
    kept_rows: int | None = None
    """How many rows stay loaded while new ones come at the top, and nobody reads further down; None for all."""
    refreshed = Signal(int)
    """A refresh is in; the number of new rows at the top, shown or held back."""

    def __init__(self, tasks: Tasks, *, page_size: int = 50, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._page_size = page_size
        self._loading = False
        self._below = Reload(
            tasks, _read, self._on_page, question=self._ask_below, owner=self, problem=self._on_problem
        )
        self._top = Reload(
            tasks, _read, self._on_refreshed, question=self._ask_top, owner=self, problem=self._on_problem
        )
        self._exhausted = True
        self.holding = False
        """While True, a refresh does not insert the new rows at the top: the person reads further down."""

    # What a subclass gives.

    def page(self) -> Page[Record]:
        """A function of (last record or None, limit) that a pool thread can call: it carries the
        filters as they are now and does not touch this object."""
        raise NotImplementedError

    # What the screens use.

    def restart(self) -> None:
        """Forget all rows and load the first page; answers to older questions are dropped."""
        self.clear()
        self._exhausted = False
        self._load()

    def clear(self) -> None:
        """Forget all rows and stay empty until a restart."""
        self.forget_questions()
        self._exhausted = True
        if self._rows:
            self.beginResetModel()
            self._rows = []
            self.endResetModel()

    def forget_questions(self) -> None:
        """Drop the answers that are under way: something else is listed."""
        self._loading = False
        self._below.forget()
        self._top.forget()

    def refresh(self) -> None:
        """Read the top of the list again and apply what differs, row by row, so that selection
        and place stay. Calls that come while one is under way make one more, not many."""
        if self._loading and not self._rows:
            self.restart()
        else:
            self._top()

    def most_fresh(self) -> int:
        """How many new rows a refresh can count; when it counts one more than this, there may be many."""
        return max(self._page_size, min(len(self._rows), REFRESH_LIMIT))

    # What Qt asks.

    def canFetchMore(self, parent: Index = NOWHERE) -> bool:
        return not parent.isValid() and not self._loading and not self._exhausted

    def fetchMore(self, parent: Index = NOWHERE) -> None:
        if self.canFetchMore(parent):
            self._load()

    # Pages.

    def _load(self) -> None:
        self._loading = True
        self._below()

    def _ask_below(self) -> _Asked[Record]:
        return _Asked(self.page(), self._rows[-1] if self._rows else None, self._page_size)

    def _on_page(self, read: _Read[Record]) -> None:
        rows, last = read.rows, read.asked.last
        end = self._rows[-1] if self._rows else None
        if (end and self.key(end)) == (last and self.key(last)):
            known = {self.key(row) for row in self._rows}
            self.insert(len(self._rows), [row for row in rows if self.key(row) not in known])
            self._exhausted = len(rows) < self._page_size
        # Only now: a view asks for more from within endInsertRows, and would load this page twice.
        self._loading = False
        if last is None:
            self.loaded.emit()

    def _on_problem(self, problem: Problem) -> None:
        self._loading = False
        self._tasks.troubled.emit(problem)

    # Changes.

    def _ask_top(self) -> _Asked[Record]:
        return _Asked(self.page(), None, self.most_fresh() + 1)

    def _on_refreshed(self, read: _Read[Record]) -> None:
        head = read.rows
        complete = len(head) < read.asked.limit
        fresh = self._fresh(head)
        if not complete and not self._exhausted and not self._is_loaded(head[-1]):
            head = head[:-1]  # it was read to be counted; further down pages are loaded, not row after row
        tail = [] if complete else self._tail(head)
        if not self.holding:
            kept = self._kept(len(tail), len(head))
            self.become(list(head) + tail[:kept])
            self._exhausted = self._exhausted and kept == len(tail)
        elif fresh < len(head):
            self.become(list(head[fresh:]) + tail)
        if complete:
            self._exhausted = True
        elif not tail:
            self._exhausted = False
        self.refreshed.emit(fresh)

    def _is_loaded(self, record: Record) -> bool:
        return self.index_of(self.key(record)).isValid()

    def _fresh(self, head: Sequence[Record]) -> int:
        """How many records stand above the first one that is known."""
        known = {self.key(row) for row in self._rows}
        return next((place for place, row in enumerate(head) if self.key(row) in known), len(head))

    def _kept(self, tail: int, head: int) -> int:
        """How many rows of the tail stay."""
        return tail if self.kept_rows is None else max(0, min(tail, self.kept_rows - head))

    def _tail(self, head: Sequence[Record]) -> list[Record]:
        """The loaded rows that lie below what was read again."""
        keys = [self.key(row) for row in self._rows]
        in_head = {self.key(row) for row in head}
        last = self.key(head[-1])
        if last not in keys:
            return []
        below = self._rows[keys.index(last) + 1 :]
        return [row for row in below if self.key(row) not in in_head]


def _read(asked: _Asked[Record]) -> _Read[Record]:
    return _Read(asked, asked.page(asked.last, asked.limit))
