"""How long a page of each list takes, measured in a process of its own: `python -m bench.window.pages DATABASE`.

Each list is read at its start and at places all over it, by the functions that the screens and commands call.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from operator import itemgetter
from pathlib import Path
from time import perf_counter
from typing import get_args

import msgspec

from bench.window import delivery_lists
from desktop.window import overview
from models import search
from models.cases import case_pages, cases, people
from models.cases.case_filter import Between, Filter, Order
from models.channels import channels, hooks
from models.database import close_database, connection, execute, open_database
from models.messages import messages

PLACES = 20
TEXT_LIMIT = 4000

_Reading = Callable[[], object]


class Timing(msgspec.Struct, frozen=True):
    """How long the pages of a list took, in milliseconds; the start of the list is read first."""

    name: str
    milliseconds: list[float]


def timings() -> Iterator[Timing]:
    """Each list in turn; the largest channel is the first."""
    for name, pages in _lists(channels.all_channels()[0].id):
        yield Timing(name, [_milliseconds(read) for read in pages])


def _lists(channel: int) -> Iterator[tuple[str, Sequence[_Reading]]]:
    yield "frame of the window", [partial(overview.read, itemgetter(0), lambda: "Network")] * PLACES
    page = partial(messages.page, channel, text_limit=TEXT_LIMIT)
    yield "activity", [partial(page, before=place) for place in (None, *_places("messages"))]
    yield from _of_cases(channel)
    yield from _filtered(channel)
    yield from _searched(channel)
    hook = max(hooks.of_channel(channel), key=lambda one: one.deliveries, default=None)
    yield from delivery_lists.lists(channel, hook.id if hook else 0, _places("deliveries"))


def _of_cases(channel: int) -> Iterator[tuple[str, Sequence[_Reading]]]:
    newest = case_pages.page(Filter(channel), limit=1)
    last = newest[0].number if newest else 0
    places = (None, *(cases.find(channel, last * place // PLACES + 1) for place in reversed(range(PLACES)) if last))
    states: tuple[cases.State | None, ...] = ("open", "closed", None)
    for state in states:
        for order in get_args(Order):
            page = partial(case_pages.page, Filter(channel, state), order=order)
            yield f"{state or 'all'} cases by {order}", [partial(page, after=place) for place in places]
    for order in get_args(Order):
        everywhere = partial(case_pages.page, Filter(), order=order)
        yield f"cases of all channels by {order}", [partial(everywhere, after=place) for place in places]


def _filtered(channel: int) -> Iterator[tuple[str, Sequence[_Reading]]]:
    """Each filter in each order, in a channel and everywhere, from the start; and the count of each."""
    now = datetime.now(UTC)
    week = Between(now - timedelta(days=14), now - timedelta(days=7))
    person = people.all_people()[0].id if people.all_people() else None
    filters = {
        "assignee": Filter(assignee_id=person),
        "nobody": Filter(state="open", nobody=True),
        "priority": Filter(state="open", priorities=(3, 4, 5)),
        "overdue": Filter(overdue=True),
        "hook": Filter(state="open", hook_id=1),
        "created in a week": Filter(created=week),
        "closed in a week": Filter(closed=week),
        "updated in a week": Filter(updated=week),
        "all at once": Filter(None, "closed", person, priorities=(3, 5), hook_id=2, created=week),
        "nothing at all": Filter(None, "open", person, priorities=(5,), overdue=True, hook_id=2, updated=week),
    }
    for name, filter_ in filters.items():
        for order in get_args(Order):
            reads = [
                partial(case_pages.page, replace(filter_, channel_id=where), order=order) for where in (channel, None)
            ]
            yield f"filter {name}, by {order}", reads * 4
        yield f"count of {name}", [partial(case_pages.count, filter_)] * 8


def _searched(channel: int) -> Iterator[tuple[str, Sequence[_Reading]]]:
    for asked in (
        "disk",
        "d",
        "ba",
        "disk space low",
        "certificate ends",
        "incident-7",
        "#4711",
        "4711",
        "nothingatall",
    ):
        for where, here in (("this channel", channel), ("all channels", None)):
            yield f"search {asked!r} in {where}: cases", [partial(search.cases_with, asked, here)] * 8
            yield f"search {asked!r} in {where}: messages", [partial(search.messages_with, asked, here)] * 8


def _places(table: str) -> list[int]:
    """Ids all over a table, the newest first."""
    last = execute(f"SELECT COALESCE(MAX(id), 0) FROM {table}")[0][0]
    return [last * place // PLACES + 1 for place in reversed(range(PLACES))]


def _milliseconds(read: _Reading) -> float:
    began = perf_counter()
    read()
    return (perf_counter() - began) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", type=Path)
    open_database(parser.parse_args().database)
    try:
        with connection():
            found = list(timings())
    finally:
        close_database()
    sys.stdout.write(msgspec.json.encode(found).decode())


if __name__ == "__main__":
    main()
