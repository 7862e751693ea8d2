"""hookdeskctl copy-to: moves an SQLite database to a PostgreSQL server."""

import sys

import click

from models.files.store import store_of
from models.problems import Problem
from models.settings.config import Config
from models.upkeep import copying
from receiver.commands.terminal import plain
from receiver.commands.terminal.desk import on_desk


@click.command("copy-to")
@click.argument("url", metavar="postgresql://USER@HOST/DATABASE")
@on_desk
def copy_to(config: Config, url: str) -> None:
    """Copy this SQLite database to an empty PostgreSQL database, and compare the two.

    Stop the receivers and windows of this database first: what they take meanwhile stays here. The password may
    stand in the URL, but other accounts of this machine can read that; PGPASSWORD and ~/.pgpass are kept from them.
    """
    store = None if config.files else store_of(config)
    copied = copying.copy_to(url, store, _show if sys.stderr.isatty() else lambda done, total: True)
    if copied is None:
        raise Problem("Nothing was copied.", "Begin again when you like.")
    rows = sum(copied.rows.values())
    click.echo(
        f"Copied {plain.counted(copied.rows['messages'], 'message')}, {plain.counted(copied.rows['cases'], 'case')} and"
        f" {plain.counted(rows, 'row')} in all; both databases hold the same. Set HOOKDESK_DATABASE to the new one."
    )
    if copied.missing:
        said = f"{plain.counted(copied.missing, 'file')} of attachments were missing or damaged"
        click.echo(f"{said}. Find them with: hookdeskctl attachment list CHANNEL --state failed", err=True)


def _show(done: int, total: int) -> bool:
    end = "\n" if done >= total else ""
    click.echo(f"\r{done:,} of {total:,} ({done * 100 // max(1, total)} %) ", err=True, nl=False)
    click.echo(end, err=True, nl=False)
    return True
