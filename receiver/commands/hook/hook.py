"""hookdeskctl hook: make, list, show and remove web hooks; what changes them is in hook_changes and hook_rules."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from models.channels import channels, hooks, old_urls, silence
from models.channels.hooks import Hook
from models.deliveries.rejecting import rejecting
from models.settings.config import Config
from receiver.commands.hook import hook_changes, hook_documents, hook_rules, hook_view
from receiver.commands.hook.hook_options import named, one_hook, url
from receiver.commands.terminal import documents, plain
from receiver.commands.terminal.desk import on_desk
from receiver.commands.terminal.tables import Row, print_table


@click.group()
def hook() -> None:
    """Web hooks: the secret URLs of a channel. CHANNEL is a name or a guid."""


@hook.command("add")
@click.argument("channel")
@click.option("--purpose", required=True, help="What will post here: Nightly backup, Alertmanager.")
@on_desk
def add(config: Config, channel: str, purpose: str) -> None:
    """Give a channel a web hook, and print its URL and nothing else."""
    added = hooks.add(channels.find(channel).id, purpose)
    click.echo(url(config, added))


@hook.command("list")
@click.argument("channel", required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON document, newest first.")
@on_desk
def list_hooks(config: Config, channel: str | None, as_json: bool) -> None:
    """List the web hooks of a channel, or of all, newest first."""
    found, now = hooks.of_channel(None if channel is None else channels.find(channel).id), datetime.now(UTC)
    if as_json:
        documents.print_list(hook_documents.of_hook(one, url(config, one), now) for one in found)
        return
    print_table(
        ["PURPOSE", "CHANNEL", "STATE", "LAST DELIVERY", "ACCEPTED", "REJECTED"],
        [Row(_cells(one, now), below=[url(config, one)]) for one in found],
        empty="There is no web hook yet. Make one with: hookdeskctl hook add CHANNEL --purpose TEXT",
    )


@hook.command("show")
@one_hook
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@on_desk
def show(config: Config, hook: str, as_json: bool) -> None:
    """Show a web hook: its rules, what came, and who still uses its old URLs. One of these will do as well."""
    found, now = hooks.find(hook), datetime.now(UTC)
    old = [(one, url(config, found, one.guid), old_urls.senders(one.id)) for one in old_urls.of_hook(found.id)]
    if as_json:
        documents.print_one(hook_documents.of_hook_whole(found, url(config, found), now, old))
    else:
        hook_view.print_hook(found, url(config, found), now, old)


@hook.command("remove")
@one_hook
@on_desk
def remove(config: Config, hook: str) -> None:
    """Remove a web hook; what posts to its URLs is refused from now on (410)."""
    found = hooks.get(hook)
    hooks.remove(found.guid)
    click.echo(f"Removed {named(found)}.", err=True)


for _command in (*hook_changes.COMMANDS, hook_rules.set_rules):
    hook.add_command(_command)


def _cells(one: Hook, now: datetime) -> list[str]:
    state = "silent" if silence.silent(one, now) else hook_view.state(one, now)
    if rejecting([one]):
        state = "rejects most"
    last = plain.local_time(one.last_delivery_at, "never")
    return [one.purpose, one.channel, state, last, f"{one.deliveries - one.rejected:,}", f"{one.rejected:,}"]
