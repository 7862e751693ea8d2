"""hookdeskctl settings: the options of this program, where each comes from, and the files that hold them."""

from __future__ import annotations

import click

from models.database_address import identity, is_server
from models.problems import Problem
from models.settings import option_files
from models.settings.config import Given
from models.settings.option import Option, hidden
from models.settings.options import OPTIONS
from receiver.commands.terminal import documents, plain
from receiver.commands.terminal.desk import options
from receiver.commands.terminal.tables import Row, print_table

NAMES = click.Choice([option.name for option in OPTIONS])
FOR_ALL = click.option("--machine", is_flag=True, help="For all accounts of this computer, as an administrator.")


@click.group()
def settings() -> None:
    """Settings: the options, and where each comes from. What is set holds from the next start."""


@settings.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def list_settings(as_json: bool) -> None:
    """List each option with its value, and what gave it."""
    given = options().given
    if as_json:
        documents.print_list(
            {"name": name, "value": _shown(name, each), "source": each.source, "given_by": each.named or None}
            for name, each in given.items()
        )
        return
    rows = [Row([name, _giver(each), _shown(name, each)]) for name, each in given.items()]
    print_table(["OPTION", "GIVEN BY", "VALUE"], rows, empty="There are no options.")


@settings.command("set")
@click.argument("name", type=NAMES)
@click.argument("value")
@FOR_ALL
def set_option(name: str, value: str, machine: bool) -> None:
    """Set an option in config.json of this account, or in the one of the machine."""
    option = next(each for each in OPTIONS if each.name == name)
    _save(name, _checked(option, value), machine)
    click.echo(f"{name} is set.", err=True)


@settings.command("unset")
@click.argument("name", type=NAMES)
@FOR_ALL
def unset(name: str, machine: bool) -> None:
    """Take an option out of config.json of this account, or of the one of the machine."""
    _save(name, None, machine)
    click.echo(f"{name} is not set there.", err=True)


def _save(name: str, value: str | None, machine: bool) -> None:
    (option_files.save_for_all if machine else option_files.save)(name, value)


def _checked(option: Option, value: str) -> str:
    try:
        option.parse(value)
    except ValueError as error:
        raise Problem(
            "{value} cannot be the {name}.", "{reason}", name=option.name, value=hidden(value), reason=str(error)
        ) from error
    return value


def _giver(given: Given) -> str:
    return "the machine's config.json" if given.source == "machine" else given.named or given.source


def _shown(name: str, given: Given) -> str:
    """A value as a person writes it; no password is shown."""
    if name == "database" and is_server(given.value):
        return identity(given.value).removesuffix("?")
    values = given.value if isinstance(given.value, tuple) else (given.value,)
    return ", ".join(plain.line(hidden(str(value))) for value in values if value is not None)
