"""What can be exported: the cases of a list, the messages of a channel, the deliveries of a list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Generic

from models.cases import case_pages
from models.cases.case_filter import Filter, Order
from models.cases.cases import Case
from models.deliveries import deliveries
from models.deliveries.deliveries import Delivery
from models.deliveries.delivery_filter import DeliveryFilter
from models.exports.case_table import CASES
from models.exports.delivery_table import DELIVERIES
from models.exports.message_table import MESSAGES
from models.exports.table import Record, Table
from models.messages import messages
from models.messages.messages import Message

PAGE = 200
GoOn = Callable[[], None]
"""Raises where somebody wished to stop; to be called where no record comes for long."""


@dataclass(frozen=True, slots=True)
class Listing(Generic[Record]):
    """Records with their table: how many they are, and each of them in the order of the list, read a page at a time.

    Their number is 0 also where nobody knows it before they are read. `moves`: what changes goes up in the list.
    """

    table: Table[Record]
    count: Callable[[], int]
    rows: Callable[[GoOn], Iterator[Record]]
    moves: bool = False


def of_cases(filter_: Filter, order: Order) -> Listing[Case]:
    """The cases of a list, as of now."""
    now = datetime.now(UTC)
    return Listing(
        CASES,
        lambda: case_pages.count_all(filter_, now),
        lambda _: case_pages.every(filter_, order=order, now=now),
        moves=True,
    )


def of_messages(channel_id: int) -> Listing[Message]:
    """All messages of a channel, the newest first."""
    return Listing(MESSAGES, lambda: messages.count(channel_id), lambda _: _messages(channel_id))


def of_deliveries(filter_: DeliveryFilter) -> Listing[Delivery]:
    """The deliveries of a list, the newest first."""
    return Listing(
        DELIVERIES,
        # Which have a text in their bodies is known when all bodies were read.
        lambda: 0 if filter_.text else deliveries.count(filter_),
        lambda go_on: _deliveries(filter_, go_on),
    )


def _messages(channel_id: int) -> Iterator[Message]:
    before = None
    while found := messages.page(channel_id, before=before, limit=PAGE):
        yield from found
        before = found[-1].id


def _deliveries(filter_: DeliveryFilter, go_on: GoOn) -> Iterator[Delivery]:
    def scanned(_: datetime) -> bool:
        go_on()
        return True

    before = None
    while found := deliveries.page(filter_, before=before, limit=PAGE, scanned=scanned):
        yield from found
        before = found[-1].id
