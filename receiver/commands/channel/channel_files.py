"""hookdeskctl channel export and import: channels with their web hooks, rules and formats, from files and into them."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import click

from models.channels import channels
from models.database import writing
from models.settings.config import Config
from receiver.commands.channel.channel_file import read_file, write_file
from receiver.commands.channel.taking import Taking
from receiver.commands.hook.hook_options import url
from receiver.commands.terminal import plain
from receiver.commands.terminal.desk import on_desk, on_new_desk


class _OnlyLooked(Exception):
    """Everything was done, and is now undone: somebody asked what would be done."""


@click.command("export")
@click.argument("names", metavar="[CHANNEL]...", nargs=-1)
@click.option("--output", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="Instead of stdout.")
@click.option("--with-secrets", is_flag=True, help="With the web hooks' URLs and secrets: whoever has them can post.")
@on_desk
def export_channels(config: Config, names: tuple[str, ...], output: Path | None, with_secrets: bool) -> None:
    """Write channels with their web hooks, rules and formats: JSON for version control, which import takes.

    All channels, where none is named. No messages and no cases.
    """
    found = [channels.find(name) for name in names] or channels.all_channels()
    data = write_file(found, with_secrets=with_secrets)
    if output is None:
        click.echo(data, nl=False)
        return
    with click.open_file(str(output), "wb", atomic=True) as file:
        file.write(data)
    if with_secrets:
        output.chmod(0o600)
    click.echo(f"Wrote {plain.counted(len(found), 'channel')} to {plain.line(str(output))}.", err=True)


@click.command("import")
@click.argument("file", metavar="FILE", type=click.File("rb"))
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@on_new_desk
def import_channels(config: Config, file: BinaryIO, dry_run: bool) -> None:
    """Make the channels, web hooks and formats of a file, of - from stdin, or change those that are there.

    A channel is known by its name, a web hook by its purpose in the channel, or by its guid where the file was
    written with secrets. What the file does not name stays. All of it is done, or nothing. The URLs of new web hooks
    are printed; what was done is on stderr.
    """
    taking = Taking(read_file(file.read()))
    try:
        with writing():
            taking.take()
            if dry_run:
                raise _OnlyLooked
    except _OnlyLooked:
        click.echo("This would be done:", err=True)
    for sentence in taking.done or ["Everything is so already."]:
        click.echo(plain.line(sentence), err=True)
    if not dry_run:
        for hook in taking.new_hooks:
            click.echo(f"{url(config, hook)}  {plain.line(hook.purpose)}")


COMMANDS = (export_channels, import_channels)
