"""hookdeskctl database: is the database file sound, its backups, and the space it takes."""

from datetime import UTC, datetime

import click

from models.database import backups
from models.database.backup_files import Backup
from models.exports.case_document import utc
from models.settings.config import Config, load
from models.upkeep import checking, space
from receiver.commands.terminal import documents, plain
from receiver.commands.terminal.desk import on_desk, opened
from receiver.commands.terminal.tables import Row, print_table


@click.group()
def database() -> None:
    """The database file: whether it is sound, its backups, and the space it takes."""


@database.command()
@on_desk
def check(config: Config) -> None:
    """Look for damage, as is done once a day; exit code 1 when there is some. Nothing is changed."""
    checking.run(datetime.now(UTC))
    click.echo("The database is sound.")


@database.command()
@on_desk
def backup(config: Config) -> None:
    """Check the database and make a backup of it now, while everybody works on; print its path."""
    now = datetime.now(UTC)
    checking.run(now)
    click.echo(str(backups.run(now).path))


@database.command("backups")
@click.option("--json", "as_json", is_flag=True, help="One JSON document, newest first.")
@on_desk
def list_backups(config: Config, as_json: bool) -> None:
    """List the backups that are there, newest first."""
    found = backups.all_backups()
    if as_json:
        documents.print_list(map(_document, found))
        return
    print_table(
        ["MADE", "MB", "FILE"],
        [Row([plain.local_time(one.made_at), f"{one.size / 1e6:,.1f}", str(one.path)]) for one in found],
        empty="There is no backup yet. Make one with: hookdeskctl database backup",
    )


@database.command("compact")
def compact() -> None:
    """Write the file anew without what is free in it. Nobody may use it meanwhile.

    Only a file that an older version made needs that, once: it then gives space back by itself, as others do.
    """
    with opened(load({"database": click.get_current_context().find_root().params["database"]})):
        done = space.compact()
    click.echo(f"The database took {done.before / 1_000_000:,.1f} MB and takes {done.after / 1_000_000:,.1f} MB now.")


def _document(backup: Backup) -> dict[str, object]:
    return {"file": str(backup.path), "made_at": utc(backup.made_at), "bytes": backup.size}
