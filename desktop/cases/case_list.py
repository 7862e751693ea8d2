"""The cases of a channel as the list shows them: by state and order, in pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt

from desktop.keyset_model import Index, KeysetModel, Page
from desktop.plain_tooltip import plain_tooltip
from models import cases
from models.cases import Case, Order, State
from models.problems import NotThere

ORDERS: tuple[tuple[Order, str], ...] = (("newest", "Newest"), ("updated", "Last updated"))
STATES: tuple[State | None, ...] = ("open", "closed", None)


@dataclass(frozen=True, slots=True)
class Filter:
    """What the list shows; `pinned` is the case on the screen, which stays although its state has changed."""

    channel_id: int | None = None
    state: State | None = "open"
    order: Order = "newest"
    pinned: int | None = None


class CaseListModel(KeysetModel[Case]):
    """A case that is closed while it is being read keeps its row until another is chosen."""

    filter = Filter()

    def show_filter(self, filter: Filter) -> None:
        """Forget what was shown and load this."""
        self.filter = filter
        self.restart()

    def page(self) -> Page[Case]:
        asked = self.filter

        def read(last: Case | None, limit: int) -> Sequence[Case]:
            if asked.channel_id is None:
                return ()
            rows = cases.page(asked.channel_id, state=asked.state, order=asked.order, after=last, limit=limit)
            return with_pinned(rows, asked, last, limit)

        return read

    def key(self, record: Case) -> int:
        return record.id

    def text(self, record: Case) -> str:
        unread = ", unread" if record.unread else ""
        return f"#{record.number} {record.subject}, {record.state}, {beside(record)}{unread}"

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if role == Qt.ItemDataRole.ToolTipRole and (record := self.record(index)) is not None:
            return plain_tooltip(f"#{record.number} {record.subject}\n{beside(record)}")
        return super().data(index, role)


def beside(case: Case) -> str:
    """The second line of a row: "3 messages · Nightly monitor"."""
    count = "1 message" if case.messages == 1 else f"{case.messages:,} messages"
    return f"{count} · {case.opened_by}"


def with_pinned(rows: Sequence[Case], asked: Filter, last: Case | None, limit: int) -> Sequence[Case]:
    """The page with the pinned case in its place, if the filter left it out and its place is on this page."""
    if asked.pinned is None or asked.state is None or any(row.id == asked.pinned for row in rows):
        return rows
    try:
        pinned = cases.get(asked.pinned)
    except NotThere:
        return rows
    if pinned.id != asked.pinned or pinned.channel_id != asked.channel_id:
        return rows
    place = _place(pinned, asked.order)
    too_early = last is not None and place >= _place(last, asked.order)
    too_late = len(rows) >= limit and place < _place(rows[-1], asked.order)
    if too_early or too_late:
        return rows
    return sorted([*rows, pinned], key=lambda row: _place(row, asked.order), reverse=True)


def _place(case: Case, order: Order) -> tuple[float, int]:
    return (case.updated_at.timestamp() if order == "updated" else 0.0, case.number)
