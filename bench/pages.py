"""How long a page of each list takes, measured in a process of its own: `python -m bench.pages DATABASE`.

Each list is read at its start and at places all over it, by the functions that the screens and commands call.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from time import perf_counter

import msgspec

from desktop import overview
from models import cases, channels, deliveries, messages
from models.database import close_database, connection, execute, open_database

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
    yield "frame of the window", [partial(overview.read, lambda: [channel])] * PLACES
    page = partial(messages.page, channel, text_limit=TEXT_LIMIT)
    yield "activity", [partial(page, before=place) for place in (None, *_places("messages"))]
    yield from _of_cases(channel)
    places = (None, *_places("deliveries"))
    for name, channel_id, outcome in (
        ("deliveries", None, None),
        ("deliveries of a channel", channel, None),
        ("rejected deliveries", None, "rejected"),
        ("rejected deliveries of a channel", channel, "rejected"),
    ):
        read = partial(deliveries.page, channel_id=channel_id, outcome=outcome)
        yield name, [partial(read, before=place) for place in places]


def _of_cases(channel: int) -> Iterator[tuple[str, Sequence[_Reading]]]:
    newest = cases.page(channel, limit=1)
    last = newest[0].number if newest else 0
    places = (None, *(cases.find(channel, last * place // PLACES + 1) for place in reversed(range(PLACES)) if last))
    states: tuple[cases.State | None, ...] = ("open", "closed", None)
    orders: tuple[cases.Order, ...] = ("newest", "updated")
    for state in states:
        for order in orders:
            page = partial(cases.page, channel, state=state, order=order)
            yield f"{state or 'all'} cases, {order} first", [partial(page, after=place) for place in places]
    yield "cases of all channels", [partial(cases.page, None, after=place) for place in places]


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
