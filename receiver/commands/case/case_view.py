"""A case as a person reads it in a terminal: its state, then what happened, oldest first."""

import textwrap
from collections.abc import Iterable
from datetime import datetime
from itertools import chain

import click

from models.cases.case_keys import CaseKey
from models.cases.cases import PRIORITIES, Case, HistoryEntry
from models.messages.messages import Message
from models.messages.posted import Posted
from receiver.commands.terminal import plain
from receiver.commands.terminal.attachment_words import became
from receiver.commands.terminal.tables import wrapped_width

_INDENT = "    "
# What a person reads of one text here; --json has the whole.
_CHARACTERS = 20_000


def print_case(
    case: Case,
    messages: Iterable[Message],
    history: Iterable[HistoryEntry],
    linked: Iterable[Case],
    keys: Iterable[CaseKey],
) -> None:
    """Print the case and its timeline."""
    click.echo(f"#{case.number}  {plain.line(case.subject)}")
    opened = f"opened {plain.local_time(case.created_at)} by {plain.line(case.opened_by)}"
    click.echo(f'{case.state} in "{plain.line(case.channel)}", {opened}')
    if case.closed_at is not None:
        sender = "the sender, " if case.closed_by_sender else ""
        click.echo(f"closed {plain.local_time(case.closed_at)} by {sender}{plain.line(case.closed_by or 'nobody')}")
    for key in keys:
        _print_key(case, key)
    _print_beside(case, linked)
    told = [(entry.at, _history(entry)) for entry in history]
    # The messages of a case can be many: they are printed as they come, the history between them.
    for message in messages:
        while told and told[0][0] <= message.received_at:
            _print(told.pop(0)[1])
        _print(_message(message))
    for _, entry_lines in told:
        _print(entry_lines)


def _print_beside(case: Case, linked: Iterable[Case]) -> None:
    """Print what people at the desk said about the case, as far as they did."""
    if case.priority:
        click.echo(f"priority {PRIORITIES[case.priority]}")
    if case.deadline is not None:
        click.echo(f"deadline {plain.local_time(case.deadline)}")
    if case.assignee is not None:
        by = plain.line(case.assigned_by or "nobody")
        click.echo(f"assigned to {plain.line(case.assignee)} {plain.local_time(case.assigned_at)} by {by}")
    for other in linked:
        click.echo(f"linked with {_other(case, other)}")
    if case.description:
        _print(_text(case.description))


def _print_key(case: Case, key: CaseKey) -> None:
    times = plain.counted(key.repeats + 1, "time")
    last = "" if key.last_repeat_at is None else f", last {plain.local_time(key.last_repeat_at)}"
    click.echo(f"key {plain.line(key.key)}, seen {times}{last}")
    if key.before is not None:
        click.echo(f"came before: {_other(case, key.before)}")


def _other(case: Case, other: Case) -> str:
    where = "" if other.channel_id == case.channel_id else f' of "{plain.line(other.channel)}"'
    return f"#{other.number}{where}: {plain.line(other.subject)}"


def _print(lines: Iterable[str]) -> None:
    click.echo("\n".join(chain([""], lines)))


def _history(entry: HistoryEntry) -> list[str]:
    return [f"{plain.local_time(entry.at)}  {plain.line(_what(entry))} by {plain.line(entry.by)}"]


def _what(entry: HistoryEntry) -> str:
    match entry.action:
        case "merged":
            return f"{entry.detail} merged into this case"
        case "moved":
            return f"moved {entry.detail}"
        case "assigned":
            return f"assigned to {entry.detail or 'nobody'}"
        case "priority":
            return f"priority set to {entry.detail}"
        case "deadline":
            return f"deadline set to {_deadline(entry.detail)}" if entry.detail else "deadline taken away"
        case "subject":
            return f'called "{entry.detail}"'
        case "description":
            return "description changed"
        case "linked" | "unlinked":
            return f"{entry.action} {'with' if entry.action == 'linked' else 'from'} {entry.detail}"
        case _:
            return entry.action


def _deadline(detail: str) -> str:
    try:
        return plain.local_time(datetime.fromisoformat(detail))
    except ValueError:  # a newer program may write it in another way
        return detail


def _message(message: Message) -> list[str]:
    beside: list[str] = [message.kind]
    if message.report_id is not None:
        beside.append(f"id {plain.line(message.report_id)}")
    if message.unknown_references:
        beside.append("unknown references " + ", ".join(map(plain.line, message.unknown_references)))
    who = plain.line(message.hook or message.author or "")
    head = f"{plain.local_time(message.received_at)}  {who} ({'; '.join(beside)})"
    return [head, *_text(message.text), *map(_attachment, message.attachments)]


def _text(text: str) -> list[str]:
    width = wrapped_width() - len(_INDENT)
    wrapped: list[str] = []
    for row in plain.lines(text[:_CHARACTERS]) if text else []:
        wrapped += textwrap.wrap(row, width, drop_whitespace=False) or [""]
    if len(text) > _CHARACTERS:
        wrapped.append(f"{plain.ELLIPSIS} {len(text) - _CHARACTERS:,} more characters; --json has them")
    return [f"{_INDENT}{row}".rstrip() for row in wrapped]


def _attachment(posted: Posted) -> str:
    """What it is and where it was; of a file its number for hookdeskctl attachment, and what became of it."""
    where = plain.line(" ".join(filter(None, (posted.name, posted.url))))
    if posted.state is None:
        return f"{_INDENT}{posted.type}: {where}"
    return f"{_INDENT}{posted.type} {posted.id}: {where} ({became(posted)})"
