"""hookdeskctl database: is the database file sound, and its backups."""

from datetime import UTC, datetime

import click

from models import backups, checking
from models.backup_files import Backup
from models.case_document import utc
from models.config import Config
from receiver.commands import documents, plain
from receiver.commands.desk import on_desk
from receiver.commands.tables import Row, print_table


@click.group()
def database() -> None:
    """The database file: whether it is sound, and its backups."""


@database.command()
@on_desk
def check(config: Config) -> None:
    """Look for damage, as is done once a day; exit code 1 when there is some. Nothing is changed."""
    checking.run(datetime.now(UTC))
    click.echo("The database is sound.")


@database.command()
@on_desk
def backup(config: Config) -> None:
    """Check the database and make a backup of it now, while everybody works on; prints its path."""
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


def _document(backup: Backup) -> dict[str, object]:
    return {"file": str(backup.path), "made_at": utc(backup.made_at), "bytes": backup.size}
