"""hookdeskctl channel: make, list, change and remove channels, and take them out as files."""

from __future__ import annotations

from dataclasses import replace

import click

from models.channels import channel_rules, channels, purging
from models.channels.channel_rules import Rules
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


@channel.command("show")
@click.argument("name", metavar="CHANNEL")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@on_desk
def show(config: Config, name: str, as_json: bool) -> None:
    """Show a channel, and what holds for all of its web hooks."""
    found = channels.find(name)
    if as_json:
        documents.print_one(documents.of_channel(found))
        return
    hooks, cases = plain.counted(found.hooks, "web hook"), plain.counted(found.open_cases, "open case")
    click.echo(f"{plain.line(found.name)}: {hooks}, {cases}.")
    for line in _rules(found.rules):
        click.echo(line)


@channel.command("set")
@click.argument("name", metavar="CHANNEL")
@click.option("--on-update", type=click.Choice(["reopen", "keep"]), help="What an update does to a closed case.")
@click.option("--ids", type=click.Choice(["channel", "hook"]), help="How far ids and keys are known.")
@on_desk
def set_rules(config: Config, name: str, on_update: str | None, ids: str | None) -> None:
    """Set what holds for all web hooks of a channel, from the next report on; what is not named stays.

    With --ids hook the same id or key from two web hooks makes two cases. What was reported before keeps its scope: a
    report about it opens a new case, until this is changed back.
    """
    if on_update is None and ids is None:
        raise click.UsageError("Say what to set: --on-update or --ids.")
    found = channels.find(name)
    rules = found.rules
    if on_update is not None:
        rules = replace(rules, reopen_on_update=on_update == "reopen")
    if ids is not None:
        rules = replace(rules, ids_per_hook=ids == "hook")
    if rules != found.rules:
        channel_rules.set_rules(found.id, rules)
    for line in _rules(rules):
        click.echo(line)


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


def _rules(rules: Rules) -> list[str]:
    return [
        "An update reopens a closed case." if rules.reopen_on_update else "An update leaves a closed case closed.",
        "Ids and keys are known per web hook."
        if rules.ids_per_hook
        else "Ids and keys are known in the whole channel.",
    ]


for _command in COMMANDS:
    channel.add_command(_command)
