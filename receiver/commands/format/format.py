"""hookdeskctl format: how web hooks read what they are sent, from files and into them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

import click

from models.formats import own_formats
from models.problems import Problem
from models.settings.config import Config
from receiver.commands.format import format_documents
from receiver.commands.format.format_texts import Shown, all_shown, find_shown, in_force_as, named_format, renamed
from receiver.commands.format.format_try import try_format
from receiver.commands.terminal import documents, plain
from receiver.commands.terminal.desk import on_desk, on_new_desk
from receiver.commands.terminal.tables import Row, print_table
from receiver.formats import own_formats as publishing
from receiver.formats.format_file import read_format

NAME = click.argument("name", metavar="NAME")
VERSION = click.option("--version", type=click.IntRange(1), help="This version, not the one in force.")


@click.group("format")
def format_() -> None:
    """Formats: how web hooks read what they are sent."""


@format_.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@on_desk
def list_formats(config: Config, as_json: bool) -> None:
    """List your own formats, then the presets, by the names that hook set --reads takes."""
    found = all_shown()
    if as_json:
        documents.print_list(map(format_documents.of_format, found))
        return
    rows = [Row([one.name, _state(one), one.about]) for one in found]
    print_table(["FORMAT", "VERSION", "ABOUT"], rows, empty="There is no format.")


@format_.command("show")
@NAME
@VERSION
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@on_desk
def show(config: Config, name: str, version: int | None, as_json: bool) -> None:
    """Show a format: its versions, and the text of the one in force, or of the draft where nothing is published."""
    found = find_shown(name, version)
    if as_json:
        documents.print_one(format_documents.of_format_whole(found))
        return
    click.echo(plain.line(found.name))
    for line in _history(found):
        click.echo(f"  {plain.line(line)}")
    click.echo("")
    for line in plain.lines(found.text.rstrip("\n")):
        click.echo(f"    {line}".rstrip())


@format_.command("export")
@NAME
@click.argument("file", metavar="[FILE]", type=click.File("w", encoding="utf-8", atomic=True), default="-")
@VERSION
@on_desk
def export(config: Config, name: str, file: TextIO, version: int | None) -> None:
    """Write the text of a format into a file, or to stdout: TOML, which import takes."""
    found = find_shown(name, version)
    file.write(renamed(found.text, found.name))


@format_.command("import")
@click.argument("file", metavar="FILE", type=click.File("r", encoding="utf-8"))
@click.option("--publish", is_flag=True, help="Put it in force, instead of keeping it as a draft.")
@click.option("--note", default="", help="What a version that is published is about.")
@on_new_desk
def import_format(config: Config, file: TextIO, publish: bool, note: str) -> None:
    """Take a format from a file, or of - from stdin. One that has its name gets it as its draft, or next version.

    A file that is in force already changes nothing, so that a script may import what it has each time.
    """
    if note and not publish:
        raise click.UsageError("--note is for a version: give --publish as well.")
    text = _read(file)
    name = read_format(text).name
    found = named_format(name)
    in_force = None if found is None else in_force_as(found, text)
    if found is not None and in_force is not None:
        click.echo(f"{plain.line(found.name)}, version {in_force.number}, says this already.", err=True)
        return
    if found is None:
        found = own_formats.create(name, text)
    if not publish:
        own_formats.save_draft(found.id, text)
        click.echo(f"The draft of {plain.line(found.name)} is kept. Publish it with --publish.", err=True)
        return
    made = publishing.publish(found.id, text, note)
    click.echo(f"{plain.line(found.name)}, version {made.number}, is in force.", err=True)


@format_.command("remove")
@NAME
@on_desk
def remove(config: Config, name: str) -> None:
    """Forget a format of your own with its versions; not while a web hook reads by it."""
    found = own_formats.find(name)
    own_formats.remove(found.id)
    click.echo(f"{plain.line(found.name)} is removed.", err=True)


format_.add_command(try_format)


def _history(found: Shown) -> Iterator[str]:
    if found.own is None:
        yield "a preset"
        return
    if found.own.draft_changed_at is not None:
        yield f"draft, {plain.local_time(found.own.draft_changed_at)}"
    for one in found.versions:
        in_force = ", in force" if one.number == found.own.published else ""
        yield f"version {one.number}, {plain.local_time(one.published_at)}{in_force}  {one.note}"


def _state(found: Shown) -> str:
    if found.own is None:
        return "preset"
    parts = [] if found.own.published is None else [str(found.own.published)]
    return ", ".join([*parts, *(["draft"] if found.own.draft is not None else [])])


def _read(file: TextIO) -> str:
    try:
        return file.read()
    except UnicodeDecodeError:
        raise Problem("The format cannot be read.", "Give a file of text in UTF-8.") from None
