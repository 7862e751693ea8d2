"""What the commands of a case share: which case, which cases, in which order, and the names of priorities."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import Any, get_args

import click

from models.cases import cases, people
from models.cases.case_filter import Between, Filter, Order
from models.cases.cases import PRIORITIES, Case, State
from models.channels import channels, hooks
from receiver.commands.terminal import pages
from receiver.commands.terminal.moments import span

Command = Callable[..., Any]


def priority(text: str) -> int:
    """The place in PRIORITIES of a name in any letter case, "very-high" too; for click."""
    names = [name.casefold() for name in PRIORITIES]
    asked = " ".join(text.replace("-", " ").split()).casefold()
    if asked not in names:
        choice = ", ".join(names).replace("very high", "very-high")
        raise click.BadParameter(f"{text} is no priority; there are {choice}.")
    return names.index(asked)


def one_case(command: Command) -> Command:
    """Decorate a command that is about one case."""
    number = click.argument("number", type=pages.LIMIT)
    return click.argument("channel")(number(command))


def found(channel: str, number: int) -> Case:
    """The case that somebody named; raises NotThere."""
    return cases.find(channels.find(channel).id, number)


_FILTERS = (
    click.argument("channel", required=False),
    click.option("--state", type=click.Choice(["open", "closed", "all"]), default="all", show_default=True),
    click.option("--assignee", metavar="NAME", help="Only what is assigned to this person."),
    click.option("--nobody", is_flag=True, help="Only what is assigned to nobody."),
    click.option(
        "--priority", "priorities", metavar="PRIORITY", type=priority, multiple=True, help="May be given several times."
    ),
    click.option("--overdue", is_flag=True, help="Only open cases whose deadline has passed."),
    click.option("--hook", metavar="URL-or-guid", help="Only what this web hook opened."),
    click.option("--closed-by-sender", is_flag=True, help="Only closed cases that a report closed."),
    click.option("--created", metavar="SPAN", type=span, help="2026-03-01..2026-03-31, or one side of it."),
    click.option("--updated", metavar="SPAN", type=span, help="The same for the last change."),
    click.option("--closed", metavar="SPAN", type=span, help="The same for the end."),
    click.option("--order", type=click.Choice(get_args(Order)), default="newest", show_default=True),
)


def filtered(command: Command) -> Command:
    """Decorate a command that is about many cases; it passes the options on to wanted()."""
    return reduce(lambda decorated, option: option(decorated), reversed(_FILTERS), command)


def wanted(
    *,
    channel: str | None,
    state: str,
    assignee: str | None,
    nobody: bool,
    priorities: tuple[int, ...],
    overdue: bool,
    hook: str | None,
    closed_by_sender: bool,
    created: Between | None,
    updated: Between | None,
    closed: Between | None,
) -> Filter:
    """The filter that the options say; raises NotThere for a name that does not exist."""
    states: dict[str, State] = {"open": "open", "closed": "closed"}
    return Filter(
        channel_id=None if channel is None else channels.find(channel).id,
        state=states.get(state),
        assignee_id=None if assignee is None else people.find(assignee).id,
        nobody=nobody,
        priorities=tuple(sorted(set(priorities))),
        overdue=overdue,
        hook_id=None if hook is None else hooks.get(hook.strip().rstrip("/").rpartition("/")[2]).id,
        closed_by_sender=closed_by_sender,
        created=created or Between(),
        updated=updated or Between(),
        closed=closed or Between(),
    )
