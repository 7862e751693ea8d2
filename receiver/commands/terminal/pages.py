"""Lists of any length, a page at a time: a million messages pass through, and are never held."""

from collections.abc import Callable, Iterator
from typing import TypeVar

import click

T = TypeVar("T")

_PAGE = 200
# What a person is shown without --limit; a script gets everything.
SHOWN = 50

# As far as a row's number can go in the database.
LIMIT = click.IntRange(min=1, max=2**63 - 1)

limited = click.option("--limit", type=LIMIT, help=f"At most so many; without it {SHOWN}, with --json all.")


def rows(page: Callable[[T | None, int], list[T]], limit: int | None = None) -> Iterator[T]:
    """Every row, `limit` at most, from `page(last row or None, how many)`."""
    left, last = limit, None
    while left is None or left > 0:
        wanted = _PAGE if left is None else min(_PAGE, left)
        found = page(last, wanted)
        yield from found
        if len(found) < wanted:
            return
        last = found[-1]
        left = None if left is None else left - len(found)


def more(shown: int, limit: int | None, which: str = "newest") -> None:
    """Say on stderr that there may be more, when it was not the person who set the limit."""
    if limit is None and shown == SHOWN:
        click.echo(f"These are the {which} {SHOWN}; --limit N shows more.", err=True)
