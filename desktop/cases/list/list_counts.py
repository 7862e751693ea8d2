"""How many cases a list has of each state, and how many are open in its channel."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.cases.list.filter_words import FilterChoices, clear, read_choices
from models.cases import case_pages, cases
from models.cases.case_filter import Filter
from models.cases.cases import Counts


@dataclass(frozen=True, slots=True)
class ListCounts:
    """How many cases a list has; with `limited`, counting stopped. `channel` counts its channel without the filter."""

    open: int
    closed: int
    limited: bool
    channel: Counts | None

    @property
    def all(self) -> int:
        """The cases of both states."""
        return self.open + self.closed


@dataclass(frozen=True, slots=True)
class CountedList:
    """What was counted, and what its filters can name."""

    counts: ListCounts
    choices: FilterChoices


def read_counts(filter_: Filter) -> CountedList:
    """Count what a list with this filter has, whatever the state it shows now."""
    channel = None if filter_.channel_id is None else cases.counts(filter_.channel_id)
    choices = read_choices(filter_.channel_id)
    if channel is not None and filter_ == clear(filter_):
        return CountedList(ListCounts(channel.open, channel.closed, False, channel), choices)
    is_open = case_pages.count(replace(filter_, state="open"))
    is_closed = 0 if filter_.overdue else case_pages.count(replace(filter_, state="closed"))
    return CountedList(ListCounts(is_open, is_closed, True, channel), choices)
