"""hookdeskctl case: what is done to a case, or to several. Each says what it did."""

import sys
from datetime import datetime
from pathlib import Path

import click

from models.cases import case_actions, case_moving, comments, people
from models.cases.cases import PRIORITIES, Case
from models.channels import channels
from models.files.own_files import OwnFiles
from models.files.store import store_of
from models.problems import Problem
from models.settings.config import Config
from receiver.attaching import take_file
from receiver.commands.case.case_options import found, one_case
from receiver.commands.case.case_options import priority as priority_named
from receiver.commands.terminal import pages, plain
from receiver.commands.terminal.desk import on_desk
from receiver.commands.terminal.moments import deadline as deadline_typed


@click.command("close")
@one_case
@click.option("--comment", metavar="TEXT", default="", help="A last word about it.")
@on_desk
def close(config: Config, channel: str, number: int, comment: str) -> None:
    """Close a case. A closed one stays closed, and that is no mistake."""
    case = found(channel, number)
    case_actions.close([case], config.person, comment)
    _say(case, "was closed already" if case.state == "closed" else "is closed now")


@click.command("reopen")
@one_case
@on_desk
def reopen(config: Config, channel: str, number: int) -> None:
    """Open a closed case again."""
    case = found(channel, number)
    case_actions.reopen([case], config.person)
    _say(case, "was open already" if case.state == "open" else "is open again")


@click.command("assign")
@one_case
@click.argument("name", metavar="PERSON", required=False)
@click.option("--nobody", is_flag=True, help="Take it away from whoever has it.")
@on_desk
def assign(config: Config, channel: str, number: int, name: str | None, nobody: bool) -> None:
    """Give a case to a person, or with --nobody to nobody."""
    if (name is None) != nobody:
        raise click.UsageError("Give either a PERSON or --nobody.")
    case = found(channel, number)
    assignee = None if name is None else people.find(name)
    case_actions.assign([case], assignee, config.person)
    _say(case, f"is assigned to {plain.line(assignee.name) if assignee else 'nobody'}")


@click.command("priority")
@one_case
@click.argument("priority", type=priority_named)
@on_desk
def priority(config: Config, channel: str, number: int, priority: int) -> None:
    """Set the priority: none, low, normal, high, very-high or critical."""
    case = found(channel, number)
    case_actions.set_priority([case], priority, config.person)
    _say(case, f"has priority {PRIORITIES[priority]}")


@click.command("deadline")
@one_case
@click.argument("when", type=deadline_typed, required=False)
@click.option("--none", "never", is_flag=True, help="Take the deadline away.")
@on_desk
def deadline(config: Config, channel: str, number: int, when: datetime | None, never: bool) -> None:
    """Set the deadline: 2026-03-20, which counts to its end, or 2026-03-20T17:00, in local time."""
    if (when is None) != never:
        raise click.UsageError("Give either a day or time, or --none.")
    case = found(channel, number)
    case_actions.set_deadline([case], when, config.person)
    _say(case, "has no deadline" if when is None else f"shall be closed by {plain.local_time(when)}")


@click.command("comment")
@one_case
@click.argument("text", required=False)
@click.option(
    "--attach", "files", metavar="FILE", type=click.Path(path_type=Path), multiple=True, help="Several times."
)
@on_desk
def comment(config: Config, channel: str, number: int, text: str | None, files: tuple[Path, ...]) -> None:
    """Say something about a case, with files or without; a TEXT of - reads it from stdin."""
    if text is None and not files:
        raise click.UsageError("Give a TEXT, or --attach FILE, or both.")
    case = found(channel, number)
    own = OwnFiles(store_of(config), config.fetch_size)
    try:
        for file in files:
            take_file(own, file)
        comments.add(case, sys.stdin.read() if text == "-" else text or "", config.person, own)
    finally:
        own.discard()
    _say(case, f"has your comment with {plain.counted(len(files), 'file')}" if files else "has your comment")


@click.command("move")
@one_case
@click.argument("target", metavar="TO-CHANNEL")
@on_desk
def move(config: Config, channel: str, number: int, target: str) -> None:
    """Move a case to another channel, where it gets the next number; the old one leads there."""
    case, there = found(channel, number), channels.find(target)
    if case.channel_id == there.id:
        _say(case, "is there already")
        return
    moved = case_moving.move([case], there.id, config.person).cases[0]
    _say(case, f'is #{moved.number} of "{plain.line(moved.channel)}" now')


@click.command("merge")
@click.argument("channel")
@click.argument("numbers", metavar="NUMBER...", type=pages.LIMIT, nargs=-1, required=True)
@on_desk
def merge(config: Config, channel: str, numbers: tuple[int, ...]) -> None:
    """Make several cases one: the oldest of them, with the messages of all. All numbers lead there."""
    seen = {case.id: case for case in (found(channel, number) for number in numbers)}
    if len(seen) < 2:
        raise Problem("One case cannot be merged.", "Give the numbers of two cases or more.")
    whole = case_moving.merge(list(seen.values()), config.person).cases[0]
    _say(whole, f"holds {plain.counted(whole.messages, 'message')} of {plain.counted(len(seen), 'case')} now")


COMMANDS = (close, reopen, assign, priority, deadline, comment, move, merge)


def _say(case: Case, what: str) -> None:
    click.echo(f'Case #{case.number} of "{plain.line(case.channel)}" {what}: {plain.line(case.subject)}')
