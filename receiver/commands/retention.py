"""hookdeskctl retention: how long deliveries are kept, and references awaited."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import click

from models.deliveries import retention as rules
from models.deliveries.deliveries_kept import Kept, kept
from models.deliveries.retention import Policy
from models.settings.config import Config
from receiver.commands.terminal import documents, plain
from receiver.commands.terminal.desk import on_desk


@click.group()
def retention() -> None:
    """Retention: how long deliveries are kept, and references awaited. Report ids, messages and cases stay."""


@retention.command("show")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@on_desk
def show(config: Config, as_json: bool) -> None:
    """Show the rules, and what there is."""
    rule, there = rules.policy(), kept()
    if as_json:
        documents.print_one(documents.of_retention(rule, there))
        return
    for line in (*_rules(rule), *_there(there)):
        click.echo(line)


@retention.command("set")
@click.option("--days", type=int, help="Delete deliveries that are older.")
@click.option("--any-age", is_flag=True, help="None is too old.")
@click.option("--most", type=int, help="Keep so many, the newest.")
@click.option("--any-number", is_flag=True, help="There are never too many.")
@click.option("--megabytes", type=int, help="Keep so much of them, the newest.")
@click.option("--any-size", is_flag=True, help="They are never too large.")
@click.option("--accepted-bodies", metavar="DAYS", type=int, help="Delete bodies of accepted ones earlier; 0: at once.")
@click.option("--whole", is_flag=True, help="Bodies stay as long as their deliveries.")
@click.option("--awaited-days", metavar="DAYS", type=int, help="Await references that are not known for so long.")
@click.option("--awaited-any-age", is_flag=True, help="They are awaited for ever.")
@click.option("--awaited-most", metavar="NUMBER", type=int, help="Await so many of a channel, the newest.")
@click.option("--awaited-any-number", is_flag=True, help="There are never too many of them.")
@on_desk
def set_rules(config: Config, /, **options: Any) -> None:
    """Set the rules; what is not named stays. What they do not keep goes while a receiver runs, within a minute."""
    rules.set_policy(replace(rules.policy(), **_changes(options)))
    for line in _rules(rules.policy()):
        click.echo(line)


_SETS = {
    "days": "days",
    "any_age": "days",
    "most": "most",
    "any_number": "most",
    "megabytes": "megabytes",
    "any_size": "megabytes",
    "accepted_bodies": "accepted_bodies_days",
    "whole": "accepted_bodies_days",
    "awaited_days": "awaited_days",
    "awaited_any_age": "awaited_days",
    "awaited_most": "awaited_most",
    "awaited_any_number": "awaited_most",
}


def _changes(options: dict[str, Any]) -> dict[str, int | None]:
    """What the options set; raises UsageError when that is nothing, or one thing twice."""
    changes: dict[str, int | None] = {}
    for name, value in options.items():
        if value is None or value is False:
            continue
        if _SETS[name] in changes:
            raise click.UsageError("Two of these options set the same; give one of them.")
        changes[_SETS[name]] = None if value is True else value
    if not changes:
        raise click.UsageError("Say what to set, such as --days 14; --help lists everything.")
    return changes


def _rules(rule: Policy) -> list[str]:
    age = "whatever their age" if rule.days is None else f"for {plain.counted(rule.days, 'day')}"
    number = "however many there are" if rule.most is None else f"the newest {rule.most:,} at the most"
    size = "of any size" if rule.megabytes is None else f"{rule.megabytes:,} MB at the most"
    bodies = rule.accepted_bodies_days
    wait = "for ever" if rule.awaited_days is None else f"for {plain.counted(rule.awaited_days, 'day')}"
    waiting = (
        "however many there are" if rule.awaited_most is None else f"the newest {rule.awaited_most:,} of a channel"
    )
    return [
        f"Deliveries are kept {age}, {number}, {size}.",
        "Their bodies stay as long."
        if bodies is None
        else f"The bodies of accepted ones are kept for {plain.counted(bodies, 'day')}.",
        f"References that are not known are awaited {wait}, {waiting}.",
    ]


def _there(there: Kept) -> list[str]:
    oldest = "" if there.oldest is None else f", the oldest of {plain.local_time(there.oldest)}"
    return [
        f"There are {plain.counted(there.deliveries, 'delivery', 'deliveries')}{oldest}.",
        f"The database takes {there.size / 1_000_000:,.1f} MB.",
    ]
