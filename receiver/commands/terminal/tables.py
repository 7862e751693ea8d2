"""Tables for people: aligned columns, as wide as the terminal, something helpful when there is nothing."""

import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field

import click

from receiver.commands.terminal import plain

# A column beside the last one is never wider: a long purpose must not push the text out of sight.
_WIDEST = 28
_GAP = "  "
_NARROWEST = 12
_NARROWEST_BESIDE = 6


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, and lines below it that are never cut, such as a URL."""

    cells: Sequence[str]
    below: Sequence[str] = field(default=())


def print_table(headings: Sequence[str], rows: Sequence[Row], *, empty: str) -> None:
    """Print the rows under their headings, or the sentence `empty` on stderr when there are none.

    On a terminal the last column takes the width that is left and is cut to it; into a pipe or a file
    nothing but the other columns is cut.
    """
    if not rows:
        click.echo(empty, err=True)
        return
    table = [list(headings), *([plain.line(cell) for cell in row.cells] for row in rows)]
    last = len(headings) - 1
    widths = [min(_WIDEST, max(plain.width(cells[at]) for cells in table)) for at in range(last)]
    total = _terminal()
    room = None if total is None else _fit(widths, total - len(_GAP) * last)
    for at, cells in enumerate(table):
        click.echo(_aligned(cells, widths, room))
        for text in rows[at - 1].below if at else ():
            click.echo(f"{_GAP}{plain.line(text)}")


def wrapped_width() -> int:
    """The width to which running text is wrapped: the terminal's, or 100 columns into a pipe."""
    return max(40, _terminal() or 100)


def _fit(widths: list[int], total: int) -> int:
    """What is left of `total` for the last column; the widest of the others give way until that is enough."""
    while total - sum(widths) < _NARROWEST and max(widths) > _NARROWEST_BESIDE:
        widths[widths.index(max(widths))] -= 1
    return max(_NARROWEST, total - sum(widths))


def _aligned(cells: Sequence[str], widths: Sequence[int], room: int | None) -> str:
    padded = []
    for cell, columns in zip(cells[:-1], widths, strict=True):
        text = plain.cut(cell, columns)
        padded.append(text + " " * (columns - plain.width(text)))
    last = cells[-1] if room is None else plain.cut(cells[-1], room)
    return _GAP.join([*padded, last]).rstrip()


def _terminal() -> int | None:
    """Columns of the terminal that reads along, None when a pipe or a file does."""
    if os.environ.get("COLUMNS", "").isdecimal() or sys.stdout.isatty():
        return shutil.get_terminal_size().columns
    return None
