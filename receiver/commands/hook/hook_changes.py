"""hookdeskctl hook: enable and disable, another URL, the end of an old one. Each says what it did."""

from __future__ import annotations

from datetime import timedelta

import click

from models.channels import hooks, old_urls
from models.settings.config import Config
from receiver.commands.hook.hook_options import guid, named, one_hook, url
from receiver.commands.terminal import plain
from receiver.commands.terminal.desk import on_desk
from receiver.commands.terminal.moments import duration


@click.command("enable")
@one_hook
@on_desk
def enable(config: Config, hook: str) -> None:
    """Let a web hook take reports again."""
    found = hooks.get(hook)
    hooks.set_enabled(found.guid, True)
    click.echo(f"{'Already enabled' if found.enabled else 'Enabled'}: {named(found)}.")


@click.command("disable")
@one_hook
@on_desk
def disable(config: Config, hook: str) -> None:
    """Refuse what is posted (403) until the web hook is enabled; it is listed as rejected all the same."""
    found = hooks.get(hook)
    hooks.set_enabled(found.guid, False)
    click.echo(f"{'Disabled' if found.enabled else 'Already disabled'}: {named(found)}.")


@click.command("replace-url")
@one_hook
@click.option(
    "--grace", metavar="TIME", type=duration, default="7d", show_default=True,
    help="How long the old URL works as well: 90m, 26h, 7d; 0 ends it at once.",
)  # fmt: skip
@on_desk
def replace_url(config: Config, hook: str, grace: timedelta) -> None:
    """Give a web hook another URL, and print it and nothing else. What becomes of the old one is on stderr."""
    replaced = old_urls.replace_url(hook, grace)
    old = old_urls.of_hook(replaced.id)[0]
    click.echo(url(config, replaced))
    if grace:
        click.echo(f"The old URL works until {plain.local_time(old.ends_at)}.", err=True)
    else:
        click.echo("The old URL has ended.", err=True)


@click.command("revoke-url")
@click.argument("old", metavar="OLD-URL-or-guid", type=guid)
@on_desk
def revoke_url(config: Config, old: str) -> None:
    """End a URL that was replaced now, before its time."""
    found = old_urls.find(old)
    old_urls.revoke(found.id)
    click.echo(f"The old URL of {named(hooks.find(old))} has ended.")


COMMANDS = (enable, disable, replace_url, revoke_url)
