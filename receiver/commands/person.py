"""hookdeskctl person: the names that cases can be assigned to."""

import click

from models.cases import people
from models.settings.config import Config
from receiver.commands.terminal import documents, plain
from receiver.commands.terminal.desk import on_desk
from receiver.commands.terminal.tables import Row, print_table


@click.group()
def person() -> None:
    """People: the names that cases can be assigned to."""


@person.command("add")
@click.argument("name")
@on_desk
def add(config: Config, name: str) -> None:
    """Put a name on the list."""
    click.echo(f"{plain.line(people.add(name).name)} is on the list now.")


@person.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON document, by name.")
@on_desk
def list_people(config: Config, as_json: bool) -> None:
    """List the people by name."""
    found = people.all_people()
    if as_json:
        documents.print_list({"name": one.name} for one in found)
        return
    print_table(
        ["PERSON"],
        [Row([one.name]) for one in found],
        empty="There is nobody on the list yet. Add a name with: hookdeskctl person add NAME",
    )


@person.command("remove")
@click.argument("name")
@on_desk
def remove(config: Config, name: str) -> None:
    """Take a name off the list; cases that are assigned to it stay so."""
    found = people.find(name)
    people.remove(found.id)
    click.echo(f"{plain.line(found.name)} is off the list.", err=True)
