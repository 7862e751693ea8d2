"""hookdeskctl hook set: until when a hook takes reports, from whom, how many, with which secret; what a key reopens."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from functools import reduce
from typing import Any

import click

from models.channels import hooks
from models.channels.hook_rules import AUTOMATIC, OWN, Secret, by_format, format_id_of
from models.formats import own_formats
from models.problems import NotThere
from models.settings.config import Config
from receiver.commands.hook.hook_options import named, one_hook
from receiver.commands.terminal.desk import on_desk
from receiver.commands.terminal.moments import duration, expiry
from receiver.commands.terminal.sizes import bytes_of
from receiver.formats.format import ANSWERS
from receiver.formats.presets import presets

AS_FORMAT = "as the format says"

_OPTIONS = (
    click.option("--expires", metavar="WHEN", type=expiry, help="It takes nothing after this day or time (410)."),
    click.option("--no-expiry", is_flag=True, help="It does not expire."),
    click.option("--silent-after", metavar="TIME", type=duration, help="Warn when nothing was accepted for 26h, 7d."),
    click.option("--no-silent-after", is_flag=True, help="It may be silent."),
    click.option("--rate-limit", metavar="RATE", help="At most so many: 60/minute, 1000/hour (429)."),
    click.option("--no-rate-limit", is_flag=True, help="As many as come."),
    click.option(
        "--sender", "senders", metavar="ADDRESS-or-network", multiple=True,
        help="Only from there (403); may be given several times, and replaces those that were set.",
    ),
    click.option("--any-sender", is_flag=True, help="From everywhere."),
    click.option(
        "--secret-header", metavar="NAME SECRET", nargs=2,
        help="A request has to have this header with this value (403).",
    ),
    click.option("--github-secret", metavar="SECRET", help="The body is signed as GitHub signs (403)."),
    click.option("--standard-secret", metavar="SECRET", help="The body is signed by Standard Webhooks (403)."),
    click.option("--no-secret", is_flag=True, help="The URL alone is enough."),
    click.option(
        "--reopen-within", metavar="TIME", type=duration,
        help="A key that is reported so soon after its case was closed reopens it: 90m, 26h, 7d; 0 is never.",
    ),
    click.option(
        "--reads", metavar="FORMAT",
        help="How it reads: automatic, own (Hookdesk JSON only), a preset such as alertmanager, or a format by name.",
    ),
    click.option(
        "--answers", type=click.Choice((AS_FORMAT, *ANSWERS)),
        help="How it answers what it took: as the format says, or as one kind of sender wants to hear it.",
    ),
    click.option("--fetch", is_flag=True, help="Files that its reports name are fetched, as far as allowed."),
    click.option("--no-fetch", is_flag=True, help="Files that its reports name stay where they are."),
    click.option(
        "--largest-body", metavar="SIZE", type=bytes_of,
        help="A post that brings files may have so much: 1MiB to 25MiB (413).",
    ),
)  # fmt: skip


def _options(command: Callable[..., Any]) -> Callable[..., Any]:
    return reduce(lambda decorated, option: option(decorated), reversed(_OPTIONS), command)


@click.command("set")
@one_hook
@_options
@on_desk
def set_rules(config: Config, /, hook: str, **options: Any) -> None:
    """Set the rules of a web hook; what is not named stays. A SECRET of - is read from stdin.

    A command line can be seen by others who work on this computer: give secrets by stdin.
    """
    found = hooks.get(hook)
    before = found.edit()
    hooks.save(before, replace(before, rules=replace(before.rules, **_changes(options))))
    click.echo(f"Changed {named(found)}.")


def reads_by_name(name: str) -> str:
    """The rule `reads` that a name stands for: that of a preset, or of a format of one's own. Raises NotThere."""
    if name in (AUTOMATIC, OWN, *presets()):
        return name
    format_id = format_id_of(name)
    if format_id is not None:
        return by_format(own_formats.get(format_id).id)
    try:
        return by_format(own_formats.find(name).id)
    except NotThere:
        known = ", ".join((AUTOMATIC, OWN, *presets(), *(found.name for found in own_formats.all_formats())))
        raise NotThere("No format is called {name}.", "These are there: {known}.", name=name, known=known) from None


def _secret(text: str) -> str:
    return sys.stdin.read().rstrip("\r\n") if text == "-" else text


# Each option with the rule that it sets, and what that becomes.
_SETS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "expires": ("expires_at", lambda at: at),
    "no_expiry": ("expires_at", lambda _: None),
    "silent_after": ("silent_after", lambda time: int(time.total_seconds())),
    "no_silent_after": ("silent_after", lambda _: None),
    "rate_limit": ("rate_limit", lambda rate: rate),
    "no_rate_limit": ("rate_limit", lambda _: None),
    "senders": ("senders", lambda senders: senders),
    "any_sender": ("senders", lambda _: ()),
    "secret_header": ("secret", lambda given: Secret("header", _secret(given[1]), given[0])),
    "github_secret": ("secret", lambda value: Secret("github", _secret(value))),
    "standard_secret": ("secret", lambda value: Secret("standard", _secret(value))),
    "no_secret": ("secret", lambda _: None),
    "reads": ("reads", lambda name: reads_by_name(name)),
    "answers": ("answers", lambda name: "" if name == AS_FORMAT else name),
    "fetch": ("fetches", lambda _: True),
    "no_fetch": ("fetches", lambda _: False),
    "largest_body": ("largest_body", lambda size: size),
    "reopen_within": ("reopen_within", lambda time: int(time.total_seconds())),
}


def _changes(options: dict[str, Any]) -> dict[str, Any]:
    """The rules that the options set; raises UsageError when there are none, or two for one rule."""
    changes: dict[str, Any] = {}
    for name, value in options.items():
        if value in (None, False, ()):
            continue
        rule, made = _SETS[name]
        if rule in changes:
            raise click.UsageError(f"Two of these options set the {rule.replace('_', ' ')}; give one of them.")
        changes[rule] = made(value)
    if not changes:
        raise click.UsageError("Say what to set, such as --rate-limit 60/minute; --help lists everything.")
    return changes
