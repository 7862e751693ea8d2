"""hookdeskctl database: the file that everything is in."""

import click

from models import space
from models.config import load
from receiver.commands.desk import opened


@click.group()
def database() -> None:
    """The database: the file that everything is in."""


@database.command("compact")
def compact() -> None:
    """Write the file anew without what is free in it. Nobody may use it meanwhile.

    Only a file that an older version made needs that, once: it then gives space back by itself, as others do.
    """
    with opened(load({"database": click.get_current_context().find_root().params["database"]})):
        done = space.compact()
    click.echo(f"The database took {done.before / 1_000_000:,.1f} MB and takes {done.after / 1_000_000:,.1f} MB now.")
