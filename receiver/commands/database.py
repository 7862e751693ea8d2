"""hookdeskctl database: is the database file sound, its backups, and the space it takes."""

from datetime import UTC, datetime
from pathlib import Path

import click

from models.database import backup_folder, backups
from models.database.backup_files import Backup
from models.database_address import file_of, is_server
from models.exports.case_document import utc
from models.files.store import store_of
from models.problems import Problem
from models.settings.config import Config
from models.upkeep import backup_plan, checking, file_backups, file_checking, restoring, space
from receiver.commands.terminal import documents, plain
from receiver.commands.terminal.desk import on_desk, opened, options
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
    if compared := file_checking.run(store_of(config)):
        click.echo(f"{plain.counted(compared, 'kept file')} compared with what they were: all are whole.")


@database.command()
@on_desk
def backup(config: Config) -> None:
    """Check the database and make a backup of it now, while everybody works on; print its path."""
    now = datetime.now(UTC)
    checking.run(now)
    click.echo(str(file_backups.run(now, store_of(config), kept=backup_plan.plan().kept).path))


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


@database.command("backup-folder")
@click.argument("folder", required=False, type=click.Path(path_type=Path, resolve_path=True))
@click.option("--usual", is_flag=True, help="Go back to the folder beside the database.")
def choose_folder(folder: Path | None, usual: bool) -> None:
    """Print the folder of the backups, or have them made in another one: an empty folder that is there.

    What is in the folder of before stays there.
    """
    path = _own_file()
    before = backup_folder.of(path)
    if folder is not None or usual:
        backup_folder.choose(path, None if usual else folder)
    click.echo(str(backup_folder.of(path)))
    if before != backup_folder.of(path):
        click.echo(f"What is in {before} stays there.")


@database.command("compact")
def compact() -> None:
    """Write the file anew without what is free in it. Nobody may use it meanwhile.

    Only a file that an older version made needs that, once: it then gives space back by itself, as others do.
    """
    with opened(options()):
        done = space.compact()
    click.echo(f"The database took {done.before / 1_000_000:,.1f} MB and takes {done.after / 1_000_000:,.1f} MB now.")


@database.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--look", is_flag=True, help="Only say what the backup holds.")
def restore(file: Path, look: bool) -> None:
    """Put a backup in the place of the database. Nobody may use it meanwhile.

    What was there is kept in a folder beside it, whose name is printed.
    """
    path = _own_file()
    found = restoring.look_into(file)
    click.echo(
        f"{plain.line(str(file))}, {found.size / 1_000_000:,.1f} MB: {plain.counted(found.channels, 'channel')},"
        f" {plain.counted(found.cases, 'case')}, {plain.counted(found.messages, 'message')}, the last thing that came"
        f" {plain.local_time(found.last_at, 'never')}."
    )
    if not look:
        done = restoring.restore(file, path, datetime.now(UTC), store_of(options()))
        _tell_aside(done.aside)
        if done.missing:
            click.echo(f"{plain.counted(done.missing, 'file')} that it names did not come along.", err=True)
        click.echo(f"It is {path} now.")


@database.command()
def anew() -> None:
    """Begin with an empty database where one is damaged or gone. What was there is kept in a folder beside it."""
    path = _own_file()
    _tell_aside(restoring.begin_anew(path, datetime.now(UTC), store_of(options())))
    with opened(options()):
        click.echo(f"{path} is an empty desk now.")


def _own_file() -> Path:
    address = options().database
    if is_server(address):
        raise Problem("This database is kept by a server.", "Restore it with the tools of that server.")
    return file_of(address)


def _tell_aside(folder: Path | None) -> None:
    if folder is not None:
        click.echo(f"What was there is kept in {folder}.")


def _document(backup: Backup) -> dict[str, object]:
    return {"file": str(backup.path), "made_at": utc(backup.made_at), "bytes": backup.size}
