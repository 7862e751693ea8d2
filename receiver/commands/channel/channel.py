"""hookdeskctl channel: make, list, rename and remove channels, and take them out as files."""

import click

from models.channels import channels, purging
from models.settings.config import Config
from receiver.commands.channel.channel_files import COMMANDS
from receiver.commands.terminal import documents, plain
from receiver.commands.terminal.desk import on_desk, on_new_desk
from receiver.commands.terminal.tables import Row, print_table


@click.group()
def channel() -> None:
    """Channels: the places where messages and cases collect. CHANNEL is a name or a guid."""


@channel.command("add")
@click.argument("name")
@click.option("--description", default="", help="What the channel is for.")
@on_new_desk
def add(config: Config, name: str, description: str) -> None:
    """Make a channel, and print its guid and nothing else."""
    click.echo(channels.add(name, description).guid)


@channel.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON document, newest first.")
@on_desk
def list_channels(config: Config, as_json: bool) -> None:
    """List the channels by name."""
    found = channels.all_channels()
    if as_json:
        documents.print_list(map(documents.of_channel, sorted(found, key=lambda one: one.id, reverse=True)))
        return
    print_table(
        ["CHANNEL", "HOOKS", "OPEN CASES", "GUID"],
        [Row([one.name, str(one.hooks), str(one.open_cases), one.guid]) for one in found],
        empty="There is no channel yet. Make one with: hookdeskctl channel add NAME",
    )


@channel.command("rename")
@click.argument("name", metavar="CHANNEL")
@click.argument("new_name", metavar="NEW")
@on_desk
def rename(config: Config, name: str, new_name: str) -> None:
    """Give a channel a new name; its guid and its hooks' URLs stay."""
    found = channels.find(name)
    channels.rename(found.id, new_name)
    click.echo(f'"{plain.line(found.name)}" is now "{plain.line(channels.get(found.id).name)}".')


@channel.command("remove")
@click.argument("name", metavar="CHANNEL")
@on_desk
def remove(config: Config, name: str) -> None:
    """Remove a channel with all that it holds, without a question; what went is on stderr."""
    found = channels.find(name)
    held = channels.contents(found.id)
    channels.remove(found.id)
    gone = [
        plain.counted(held.messages, "message"),
        plain.counted(held.cases, "case"),
        plain.counted(held.hooks, "web hook"),
    ]
    click.echo(f'Removed "{plain.line(found.name)}" with {gone[0]}, {gone[1]} and {gone[2]}.', err=True)
    # The channel is gone already; this frees what it held, and a receiver goes on where it was stopped.
    purging.purge_removed()


for _command in COMMANDS:
    channel.add_command(_command)
