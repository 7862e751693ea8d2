"""An export of a command: where to, how far it is, and what was written."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import click

from models.exports import export
from models.exports.export import WRITERS
from models.exports.listing import Listing
from receiver.commands.terminal import plain


def _path(_: click.Context, __: click.Parameter, value: str) -> Path:
    path = Path(value)
    if path.suffix.lower() not in WRITERS:
        raise click.BadParameter("the file has to end in .xlsx, .csv or .json.")
    return path


def to_file(command: Callable[..., Any]) -> Callable[..., Any]:
    """Decorate a command that exports; it gets the Path `output`."""
    what = "Where to; its ending says what: .xlsx, .csv or .json."
    return click.option("--output", metavar="FILE", required=True, callback=_path, help=what)(command)


def write(path: Path, listing: Listing[Any], noun: str, plural: str = "") -> None:
    """Write all records, and say how many there are; `noun` is one of them. Raises Problem."""
    written = export.write(path, listing, partial(_show, noun, plural))
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", nl=False, err=True)
    click.echo(f"Wrote {plain.counted(written or 0, noun, plural)} to {plain.line(str(path))}.", err=True)


def _show(noun: str, plural: str, done: int, total: int) -> bool:
    """Show the progress, where somebody looks; Ctrl-C stops."""
    if sys.stderr.isatty():
        of = f"{done:,} of {plain.counted(total, noun, plural)}" if total else plain.counted(done, noun, plural)
        click.echo(f"\r{of}", nl=False, err=True)
    return True
