"""A case as a person reads it in a terminal: its state, then what happened, oldest first."""

import textwrap
from collections.abc import Iterable
from itertools import chain

import click

from models.cases import Case, HistoryEntry
from models.messages import Message
from models.report import Attachment
from receiver.commands import plain
from receiver.commands.tables import wrapped_width

_INDENT = "    "
# What a person reads of one text here; --json has the whole.
_CHARACTERS = 20_000


def print_case(case: Case, messages: Iterable[Message], history: Iterable[HistoryEntry]) -> None:
    """Prints the case and its timeline."""
    click.echo(f"#{case.number}  {plain.line(case.subject)}")
    opened = f"opened {plain.local_time(case.created_at)} by {plain.line(case.opened_by)}"
    click.echo(f'{case.state} in "{plain.line(case.channel)}", {opened}')
    if case.closed_at is not None:
        click.echo(f"closed {plain.local_time(case.closed_at)} by {plain.line(case.closed_by or 'nobody')}")
    told = [(entry.at, _history(entry)) for entry in history]
    # The messages of a case can be many: they are printed as they come, the history between them.
    for message in messages:
        while told and told[0][0] <= message.received_at:
            _print(told.pop(0)[1])
        _print(_message(message))
    for _, entry_lines in told:
        _print(entry_lines)


def _print(lines: Iterable[str]) -> None:
    click.echo("\n".join(chain([""], lines)))


def _history(entry: HistoryEntry) -> list[str]:
    what = f"{entry.detail} merged into this case" if entry.action == "merged" else entry.action
    return [f"{plain.local_time(entry.at)}  {plain.line(what)} by {plain.line(entry.by)}"]


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


def _attachment(attachment: Attachment) -> str:
    name = attachment.display_name or ""
    if attachment.ext:
        name = f"{name}.{attachment.ext}"
    return f"{_INDENT}{attachment.type}: {plain.line(f'{name} {attachment.url}')}"
