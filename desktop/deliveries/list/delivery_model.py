"""The deliveries of a list, newest first: pages on the way down, and new ones as they come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QObject, Qt

from desktop.data.keyset_model import REFRESH_LIMIT, Index, KeysetModel, Page
from desktop.data.reload import Reload
from desktop.data.tasks import Tasks
from desktop.deliveries.list.body_scan import BodyScan
from desktop.deliveries.list.delivery_words import read_out
from desktop.words import clock
from desktop.words.plain_tooltip import plain_tooltip
from models.deliveries import deliveries
from models.deliveries.deliveries import Delivery
from models.deliveries.delivery_filter import DeliveryFilter

PAGE = 50
# As many as a refresh can read again, and more than any screen has.
KEPT_ROWS = 2 * REFRESH_LIMIT
# No request takes longer from its arrival until it is stored.
LATEST = timedelta(seconds=15)


class DeliveryModel(KeysetModel[Delivery]):
    """Empty until it is told what to list.

    Where a text is looked for in bodies, a refresh looks only through those that have come since.
    """

    kept_rows = KEPT_ROWS

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(tasks, page_size=PAGE, parent=parent)
        self.filter: DeliveryFilter | None = None
        self.scan = BodyScan()
        self.kept: int | None = None
        """The id of a delivery that somebody looks at: its row does not leave because many new ones come."""
        self._looked_at = datetime.now(UTC)
        self._news = Reload(tasks, _read_news, self._on_news, question=self._ask_news, owner=self)

    def show(self, filter_: DeliveryFilter | None) -> None:
        """Forget what was shown and load this; None shows nothing."""
        self.scan.stop()
        self.filter, self.scan = filter_, BodyScan()
        self.holding = False
        if filter_ is None:
            self.clear()
        else:
            self.restart()

    def restart(self) -> None:
        self._looked_at = datetime.now(UTC)
        super().restart()

    def forget_questions(self) -> None:
        super().forget_questions()
        self._news.forget()

    def is_scanning(self) -> bool:
        """Whether bodies are being looked through for a text."""
        return self._loading and self.filter is not None and bool(self.filter.text)

    def refresh(self) -> None:
        if self.filter is None:
            return
        if not self.filter.text:
            super().refresh()
        elif self._rows or not self._loading:
            self._news()

    def most_fresh(self) -> int:
        return REFRESH_LIMIT if self.filter is not None and self.filter.text else super().most_fresh()

    def put(self, delivery: Delivery) -> None:
        """Show what has become of a delivery, if it is in the list."""
        index = self.index_of(delivery.id)
        if index.isValid() and self._rows[index.row()] != delivery:
            self._rows[index.row()] = delivery
            self.dataChanged.emit(index, index)

    def page(self) -> Page[Delivery]:
        filter_, scan = self.filter, self.scan

        def read(last: Delivery | None, limit: int) -> Sequence[Delivery]:
            if filter_ is None:
                return ()
            before = None if last is None else last.id
            return deliveries.page(filter_, before=before, limit=limit, scanned=scan.scanned)

        return read

    def key(self, record: Delivery) -> int:
        return record.id

    def text(self, record: Delivery) -> str:
        return read_out(record, clock.now(), names_channel=self.names_channel())

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if role == Qt.ItemDataRole.ToolTipRole and (record := self.record(index)) is not None:
            return plain_tooltip(f"{self.text(record)}\n{clock.exact(record.received_at)}")
        return super().data(index, role)

    def names_channel(self) -> bool:
        """Whether the list has the deliveries of several channels."""
        return self.filter is not None and self.filter.channel_id is None

    def become(self, wanted: Sequence[Delivery]) -> None:
        kept = None if self.kept is None else self.record(self.index_of(self.kept))
        if kept is not None and wanted and _place(wanted[-1]) > _place(kept):
            self.holding = True
        else:
            super().become(wanted)

    def _ask_news(self) -> _AskedNews | None:
        filter_, since = self.filter, self._looked_at - LATEST
        if filter_ is None:
            return None
        recent = filter_ if filter_.since is not None and filter_.since > since else replace(filter_, since=since)
        return _AskedNews(recent, self.scan)

    def _on_news(self, news: _News) -> None:
        known = {row.id for row in self._rows}
        fresh = [row for row in news.found if row.id not in known]
        if len(fresh) > REFRESH_LIMIT and not self.holding:
            self.restart()
            return
        if not self.holding and fresh:
            self.become(sorted([*fresh, *self._rows], key=_place, reverse=True))
        if not self.holding or not fresh:
            self._looked_at = news.at
        self.refreshed.emit(len(fresh))


@dataclass(frozen=True, slots=True)
class _AskedNews:
    """A question for the newest deliveries that pass a filter."""

    filter: DeliveryFilter
    scan: BodyScan


@dataclass(frozen=True, slots=True)
class _News:
    """What was found among the newest deliveries, and when that was asked."""

    found: Sequence[Delivery]
    at: datetime


def _read_news(asked: _AskedNews) -> _News:
    now = datetime.now(UTC)
    found = deliveries.page(asked.filter, limit=REFRESH_LIMIT + 1, scanned=lambda _: not asked.scan.stopped)
    return _News(found, now)


def _place(delivery: Delivery) -> tuple[datetime, int]:
    """Where it stands in the list; the newest is the largest."""
    return delivery.received_at, delivery.id
