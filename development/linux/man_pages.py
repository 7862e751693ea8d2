"""The man pages of both programs, written of their options. Run by .venv's Python, since it asks the program.

`python -m development.linux.man_pages FOLDER`
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from desktop.app import parser
from models.settings.version import version
from receiver.cli import main

PROGRAMS = ("hookdesk", "hookdeskctl")


def page(name: str) -> str:
    """The man page of a program, in troff's man macros."""
    about = "the window of a case desk for web hooks" if name == "hookdesk" else "receive web hooks without a window"
    lines = [
        f'.TH {name} 1 "" "Hookdesk {version()}" "User Commands"',
        ".ad l",  # not spread over the line: its long words leave holes
        ".SH NAME",
        f"{name} \\- {about}",
        *(_window() if name == "hookdesk" else _receiver()),
    ]
    other = next(each for each in PROGRAMS if each != name)
    return "\n".join([*lines, ".SH SEE ALSO", f".BR {other} (1)", ""])


def _window() -> Iterator[str]:
    told = parser()
    yield from (".SH SYNOPSIS", ".B hookdesk", ".RI [ options ]", ".SH DESCRIPTION", _text(told.description or ""))
    yield ".SH OPTIONS"
    for action in told._actions:  # argparse names them nowhere else
        value = "" if action.nargs == 0 else f" {action.dest.replace('_', '-').upper()}"
        spelled = ", ".join(action.option_strings) + value
        yield from (".TP", f".B {_text(spelled)}", _text(_argparse_help(action)))


def _argparse_help(action: argparse.Action) -> str:
    return (action.help or "") % {"default": action.default, "prog": "hookdesk"}


def _receiver() -> Iterator[str]:
    context = click.Context(main, info_name="hookdeskctl", **main.context_settings)
    yield from (".SH SYNOPSIS", ".B hookdeskctl", ".RI [ options ]", ".I command", "\\&.\\|.\\|.", ".SH DESCRIPTION")
    yield _text(main.help or "")
    yield ".SH OPTIONS"
    yield from _options(main, context)
    yield ".SH COMMANDS"
    for command, inner in _commands(main, context):
        yield f".SS {_text(inner.command_path)} {_text(' '.join(command.collect_usage_pieces(inner)))}".rstrip()
        yield _text(command.help or "")
        yield from _options(command, inner)


def _commands(group: click.Group, context: click.Context) -> Iterator[tuple[click.Command, click.Context]]:
    """Each command that does something, with its whole path."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None or command.hidden:
            continue
        inner = click.Context(command, info_name=name, parent=context)
        if isinstance(command, click.Group):
            yield from _commands(command, inner)
        else:
            yield command, inner


def _options(command: click.Command, context: click.Context) -> Iterator[str]:
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context) if isinstance(parameter, click.Option) else None
        if record is not None:
            yield from (".TP", f".B {_text(record[0])}", _text(record[1]))


def _text(words: str) -> str:
    """Words as troff takes them; a line of them must not begin like one of its commands, and may end after a bar."""
    escaped = words.replace("\\", "\\e").replace("-", "\\-").replace("|", "|\\:").replace("\b", "")
    lines = [line.strip() for line in escaped.splitlines()]
    return "\n".join("\\&" + line if line[:1] in (".", "'") else line or ".PP" for line in lines)


if __name__ == "__main__":
    for program in PROGRAMS:
        (Path(sys.argv[1]) / f"{program}.1").write_text(page(program), encoding="utf-8")
