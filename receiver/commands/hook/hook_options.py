"""What the commands of a web hook share: which hook, its URL, and what a sentence calls it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from models.channels import hooks
from models.channels.hooks import Hook
from models.settings.config import Config
from receiver.commands.terminal import plain
from receiver.serving import address

Command = Callable[..., Any]


def guid(text: str) -> str:
    """The guid in what somebody gave: a hook's guid, or the URL that ends with it."""
    return text.strip().rstrip("/").rpartition("/")[2]


def one_hook(command: Command) -> Command:
    """Decorate a command that is about one hook; it gets the guid."""
    return click.argument("hook", metavar="URL-or-guid", type=guid)(command)


def url(config: Config, hook: Hook, old: str | None = None) -> str:
    """The URL of a hook, or the one that it had before with the guid `old`."""
    return hooks.url(address.base_url(config), hook.channel_guid, old or hook.guid)


def named(hook: Hook) -> str:
    """A hook in a sentence."""
    return f'the web hook "{plain.line(hook.purpose)}" of "{plain.line(hook.channel)}"'
