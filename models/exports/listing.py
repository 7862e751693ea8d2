"""What can be exported: all cases of a list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Generic

from models.cases.case_filter import Filter, Order
from models.cases.case_pages import count_all, every
from models.cases.cases import Case
from models.exports.case_table import CASES
from models.exports.table import Record, Table


@dataclass(frozen=True, slots=True)
class Listing(Generic[Record]):
    """Records with their table: how many they are, and each of them in the order of the list, read a page at a time."""

    table: Table[Record]
    count: Callable[[], int]
    rows: Callable[[], Iterator[Record]]


def of_cases(filter_: Filter, order: Order) -> Listing[Case]:
    """The cases of a list, as of now."""
    now = datetime.now(UTC)
    return Listing(CASES, lambda: count_all(filter_, now), lambda: every(filter_, order=order, now=now))
