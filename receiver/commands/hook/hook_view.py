"""A web hook as a person reads it in a terminal: its state and rules, then the URLs that it had before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

import click

from models.channels import silence
from models.channels.hook_rules import Secret, format_id_of
from models.channels.hooks import Hook
from models.channels.old_urls import OldSender, OldUrl
from models.formats import own_formats
from receiver.commands.hook.hook_documents import Old
from receiver.commands.terminal import plain

_SECRETS = {
    "header": "the header {header}, with its secret",
    "github": "the body is signed as GitHub signs (X-Hub-Signature-256)",
    "standard": "the body is signed by Standard Webhooks",
}


def print_hook(hook: Hook, url: str, now: datetime, old: Sequence[Old]) -> None:
    """Print the hook."""
    click.echo(plain.line(hook.purpose))
    for name, value in _lines(hook, url, now):
        click.echo(f"  {name:<15}{plain.line(value)}")
    for one, old_url, senders in old:
        click.echo(f"\nOld URL {old_url}")
        for line in _old_url(one, senders, now):
            click.echo(f"  {plain.line(line)}")


def state(hook: Hook, now: datetime) -> str:
    """What it does with a post, in a word."""
    expires_at = hook.rules.expires_at
    if expires_at is not None and expires_at <= now:
        return "expired"
    return "enabled" if hook.enabled else "disabled"


def _lines(hook: Hook, url: str, now: datetime) -> Iterator[tuple[str, str]]:
    rules, quiet = hook.rules, silence.silent(hook, now)
    yield "channel", hook.channel
    yield "URL", url
    yield "state", state(hook, now)
    accepted = hook.deliveries - hook.rejected
    yield "deliveries", f"{hook.deliveries:,}: {accepted:,} accepted, {hook.rejected:,} rejected"
    yield "last delivery", plain.local_time(hook.last_delivery_at, "never")
    yield "last accepted", plain.local_time(hook.last_accepted_at, "never")
    yield "expires", plain.local_time(rules.expires_at, "never")
    if rules.silent_after is None:
        yield "silent after", "it may be silent"
    else:
        since = "" if quiet is None else f"; SILENT SINCE {plain.local_time(quiet.since)}"
        yield "silent after", plain.lasting(rules.silent_after) + since
    yield "rate limit", rules.rate_limit or "none"
    yield "senders", ", ".join(rules.senders) or "any"
    yield "secret", _secret(rules.secret)
    yield "reads", _reads(rules.reads)
    yield "answers", rules.answers or "as the format says"
    yield "files", "are fetched" if rules.fetches else "are not fetched"
    yield "largest body", f"{rules.largest_body:,} bytes, of a post that brings files"
    yield "reopen within", plain.lasting(rules.reopen_within) if rules.reopen_within else "a key never reopens a case"


def _reads(reads: str) -> str:
    format_id = format_id_of(reads)
    found = next((each for each in own_formats.all_formats() if each.id == format_id), None)
    if found is None:
        return reads
    return f"{found.name}, {f'version {found.published}' if found.published else 'of which nothing is published'}"


def _secret(secret: Secret | None) -> str:
    return "none but the URL" if secret is None else _SECRETS[secret.kind].format(header=secret.header)


def _old_url(one: OldUrl, senders: Sequence[OldSender], now: datetime) -> Iterator[str]:
    ends = "ended" if one.ends_at <= now else "works until"
    yield f"replaced {plain.local_time(one.replaced_at)}, {ends} {plain.local_time(one.ends_at)}"
    if not one.deliveries:
        yield "nobody has used it since"
    for sender in senders:
        who = f"{sender.remote_address} {sender.user_agent}".strip()
        number = "1 delivery" if sender.deliveries == 1 else f"{sender.deliveries:,} deliveries"
        yield f"{who}: {number}, the last {plain.local_time(sender.last_at)}"
