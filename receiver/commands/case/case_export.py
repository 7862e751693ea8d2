"""hookdeskctl case export: all cases of a list into a file."""

import sys
from pathlib import Path
from typing import Any

import click

from models.cases.case_filter import Order
from models.exports import export as exporting
from models.exports import listing
from models.exports.export import WRITERS
from models.settings.config import Config
from receiver.commands.case.case_options import filtered, wanted
from receiver.commands.terminal import plain
from receiver.commands.terminal.desk import on_desk


@click.command("export")
@filtered
@click.option("--output", metavar="FILE", required=True, help="Where to; its ending says what: .xlsx, .csv or .json.")
@on_desk
def export(config: Config, /, order: Order, output: str, **options: Any) -> None:
    """Write the cases of a channel, or of all, into a file. Nothing is cut off without a word in it."""
    path = Path(output)
    if path.suffix.lower() not in WRITERS:
        raise click.BadParameter("the file has to end in .xlsx, .csv or .json.", param_hint="--output")
    written = exporting.write(path, listing.of_cases(wanted(**options), order), _show)
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", nl=False, err=True)
    click.echo(f"Wrote {plain.counted(written or 0, 'case')} to {plain.line(str(path))}.", err=True)


def _show(done: int, total: int) -> bool:
    """Show the progress, where somebody looks; Ctrl-C stops."""
    if sys.stderr.isatty():
        click.echo(f"\r{done:,} of {plain.counted(total, 'case')}", nl=False, err=True)
    return True
