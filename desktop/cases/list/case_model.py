"""The cases of a list by filter and order, in pages, with the one on the screen where it was when it was chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Qt

from desktop.cases.list.case_words import beside, read_out
from desktop.data.keyset_model import Index, KeysetModel, Page
from desktop.words import clock
from desktop.words.plain_tooltip import plain_tooltip
from models.cases import case_pages, cases
from models.cases.case_filter import Filter, Order
from models.cases.cases import Case
from models.names import folded
from models.problems import NotThere


@dataclass(frozen=True, slots=True)
class Listed:
    """What the list shows. `pinned` is the case on the screen as it was when it was chosen: until another is
    chosen it keeps its row there, whatever is done to it, so that nobody loses their place in a list."""

    filter: Filter = Filter()  # noqa: RUF009 (it is frozen)
    order: Order = "newest"
    pinned: Case | None = None


class CaseListModel(KeysetModel[Case]):
    """Empty until it is told what to list."""

    listed: Listed | None = None

    def show(self, listed: Listed | None) -> None:
        """Forget what was shown and load this."""
        self.listed = listed
        if listed is None:
            self.clear()
        else:
            self.restart()

    def pin(self, case: Case | None) -> None:
        """Keep the row of the case on the screen; this does not load the list again."""
        if self.listed is not None:
            self.listed = replace(self.listed, pinned=case)

    def pinned(self) -> Case | None:
        """The case on the screen as it was when it was chosen."""
        return None if self.listed is None else self.listed.pinned

    def page(self) -> Page[Case]:
        listed = self.listed

        def read(last: Case | None, limit: int) -> Sequence[Case]:
            return () if listed is None else read_page(listed, last, limit)

        return read

    def key(self, record: Case) -> int:
        return record.id

    def text(self, record: Case) -> str:
        return read_out(record, clock.now(), self._names_channel())

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if role == Qt.ItemDataRole.ToolTipRole and (record := self.record(index)) is not None:
            words = " · ".join(beside(record, clock.now(), self._names_channel()))
            return plain_tooltip(f"#{record.number} {record.subject}\n{words}")
        return super().data(index, role)

    def _names_channel(self) -> bool:
        return self.listed is not None and self.listed.filter.channel_id is None


def read_page(listed: Listed, last: Case | None, limit: int) -> Sequence[Case]:
    """The page behind `last`, with the pinned case in its place if that is on this page."""
    pinned = listed.pinned
    if pinned is not None and last is not None and last.id == pinned.id:
        last = pinned
    # One more: the pinned case may be among them, and a page that is not full is taken for the last one.
    rows = case_pages.page(listed.filter, order=listed.order, after=last, limit=limit + 1)
    more = len(rows) > limit
    if pinned is None:
        return rows[:limit]
    rows = [row for row in rows if row.id != pinned.id][:limit]
    now = _as_it_is(pinned, listed.filter)
    if now is None:
        return rows
    place = _place(pinned, listed.order)
    before = last is not None and place <= _place(last, listed.order)
    behind = more and bool(rows) and place > _place(rows[-1], listed.order)
    if before or behind:
        return rows
    at = sum(_place(row, listed.order) < place for row in rows)
    return [*rows[:at], now, *rows[at:]]


def _as_it_is(pinned: Case, filter_: Filter) -> Case | None:
    """The case as it is now, None when it is in this list no more at all."""
    try:
        now = cases.get(pinned.id)
    except NotThere:
        return None
    there = now.id == pinned.id and not now.deleted
    return now if there and filter_.channel_id in (None, now.channel_id) else None


def _place(case: Case, order: Order) -> tuple[Any, ...]:
    """What the list is ordered by: the first case has the smallest."""
    if order == "updated":
        return (-case.updated_at.timestamp(), -case.id)
    if order == "priority":
        return (-case.priority, -case.id)
    if order == "deadline" and case.deadline is not None:
        return (0, case.deadline.timestamp(), case.id)
    if order == "deadline":
        return (1, 0, -case.id)
    if order == "assignee":
        return (case.assignee is None, folded(case.assignee or ""), case.assignee_id or 0, -case.id)
    return (-case.id,)
