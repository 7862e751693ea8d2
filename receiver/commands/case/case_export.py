"""hookdeskctl case export: all cases of a list into a file."""

from pathlib import Path
from typing import Any

import click

from models.cases.case_filter import Order
from models.exports import listing
from models.settings.config import Config
from receiver.commands.case.case_options import filtered, wanted
from receiver.commands.terminal import export_file
from receiver.commands.terminal.desk import on_desk


@click.command("export")
@filtered
@export_file.to_file
@on_desk
def export(config: Config, /, order: Order, output: Path, **options: Any) -> None:
    """Write the cases of a channel, or of all, into a file. Nothing is cut off without a word in it."""
    export_file.write(output, listing.of_cases(wanted(**options), order), "case")
