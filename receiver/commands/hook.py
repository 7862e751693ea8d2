"""hookdeskctl hook: make, list and remove web hooks."""

import click

from models import channels, hooks
from models.config import Config
from receiver import address
from receiver.commands import documents, plain
from receiver.commands.desk import on_desk
from receiver.commands.tables import Row, print_table


@click.group()
def hook() -> None:
    """Web hooks: the secret URLs of a channel. CHANNEL is a name or a guid."""


@hook.command("add")
@click.argument("channel")
@click.option("--purpose", required=True, help="What will post here: Nightly backup, Alertmanager.")
@on_desk
def add(config: Config, channel: str, purpose: str) -> None:
    """Give a channel a web hook; prints its URL and nothing else."""
    added = hooks.add(channels.find(channel).id, purpose)
    click.echo(_url(config, added))


@hook.command("list")
@click.argument("channel", required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON document, newest first.")
@on_desk
def list_hooks(config: Config, channel: str | None, as_json: bool) -> None:
    """List the web hooks of a channel, or of all, newest first."""
    found = hooks.of_channel(None if channel is None else channels.find(channel).id)
    if as_json:
        documents.print_list(documents.of_hook(one, _url(config, one)) for one in found)
        return
    print_table(
        ["PURPOSE", "CHANNEL", "STATE", "LAST DELIVERY", "DELIVERIES"],
        [Row(_cells(one), below=[_url(config, one)]) for one in found],
        empty="There is no web hook yet. Make one with: hookdeskctl hook add CHANNEL --purpose TEXT",
    )


@hook.command("remove")
@click.argument("url_or_guid", metavar="URL-or-guid")
@on_desk
def remove(config: Config, url_or_guid: str) -> None:
    """Remove a web hook; what posts to its URL is refused from now on (410)."""
    guid = url_or_guid.strip().rstrip("/").rpartition("/")[2]
    found = hooks.get(guid)
    hooks.remove(found.guid)
    click.echo(f'Removed the web hook "{plain.line(found.purpose)}" of "{plain.line(found.channel)}".', err=True)


def _url(config: Config, one: hooks.Hook) -> str:
    return hooks.url(address.base_url(config), one.channel_guid, one.guid)


def _cells(one: hooks.Hook) -> list[str]:
    state = "enabled" if one.enabled else "disabled"
    return [
        one.purpose,
        one.channel,
        state,
        plain.local_time(one.last_delivery_at, "never"),
        f"{one.deliveries:,}",
    ]
