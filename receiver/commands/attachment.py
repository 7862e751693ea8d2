"""hookdeskctl attachment: files and links that came with messages, and the files that are kept."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import get_args

import click

from models.channels import channels
from models.exports.attachment_document import of_attachment_whole
from models.files import lost
from models.files.copying import PIECE, copy_out, opened
from models.files.store import Store, store_of
from models.messages import attachments
from models.messages.attachments import Listed
from models.messages.posted import FileState, Posted
from models.problems import Problem
from models.settings.config import Config
from receiver.commands.case.case_options import found as case_found
from receiver.commands.terminal import documents, pages, plain
from receiver.commands.terminal.attachment_words import became
from receiver.commands.terminal.desk import on_desk
from receiver.commands.terminal.tables import Row, print_table

_number = click.argument("number", metavar="ATTACHMENT", type=pages.LIMIT)


@click.group()
def attachment() -> None:
    """Attachments: files and links that came with messages. ATTACHMENT is its number, CHANNEL a name or a guid."""


@attachment.command("list")
@click.argument("channel")
@click.option("--case", "case", metavar="NUMBER", type=pages.LIMIT, help="Only those of this case.")
@click.option("--state", type=click.Choice(get_args(FileState)), help="Only files in this state.")
@pages.limited
@click.option("--json", "as_json", is_flag=True, help="One JSON document, of the newest message first.")
@on_desk
def list_attachments(
    config: Config, channel: str, case: int | None, state: FileState | None, limit: int | None, as_json: bool
) -> None:
    """List the attachments of a channel, or of a case, of the newest message first."""
    page = partial(_page, *_place(channel, case), state)
    if as_json:
        documents.print_list(map(of_attachment_whole, pages.rows(page, limit)))
        return
    shown = list(pages.rows(page, limit or pages.SHOWN))
    print_table(
        ["ATTACHMENT", "MESSAGE", "CASE", "TYPE", "STATE", "NAME"],
        [Row(_cells(one)) for one in shown],
        empty="There is no such attachment.",
    )
    pages.more(len(shown), limit)


@attachment.command("show")
@_number
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@on_desk
def show(config: Config, number: int, as_json: bool) -> None:
    """Show an attachment: where it was, and what became of its file."""
    found = attachments.listed(number)
    if as_json:
        documents.print_one(of_attachment_whole(found))
        return
    posted = found.posted
    where = "" if found.case is None else f", case #{found.case}"
    click.echo(f"{posted.type} {posted.id}  {plain.line(posted.name)}".rstrip())
    click.echo(plain.line(posted.url or "It came with its message, and has no URL."))
    click.echo(f'of message {found.message} in "{plain.line(found.channel)}"{where}')
    if posted.state is not None:
        click.echo(became(posted))
    if posted.hash is not None:
        click.echo(f"SHA-256 {posted.hash}")


@attachment.command("save")
@_number
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
@on_desk
def save(config: Config, number: int, file: Path) -> None:
    """Write a file that is kept to FILE, or to stdout if that is a dash. A file that is there is replaced whole."""
    posted = attachments.get(number)
    if posted.hash is None:
        raise Problem(
            "This file is not here.", "Look at it with: hookdeskctl attachment show {number}", number=f"{number}"
        )
    if str(file) == "-":
        _print(store_of(config), posted.hash)
    else:
        copy_out(store_of(config), posted.hash, file)
        click.echo(f"Wrote {plain.counted(posted.size or 0, 'byte')} to {plain.line(str(file))}.", err=True)


@attachment.command("retry")
@click.argument("numbers", metavar="[ATTACHMENT]...", type=pages.LIMIT, nargs=-1)
@click.option(
    "--all", "channel", metavar="CHANNEL", help="In place of numbers: all of a channel that were not fetched."
)
@click.option("--case", "case", metavar="NUMBER", type=pages.LIMIT, help="With --all: only those of this case.")
@on_desk
def retry(config: Config, numbers: tuple[int, ...], channel: str | None, case: int | None) -> None:
    """Have files fetched as soon as a receiver can, also those that were refused or failed for good."""
    if bool(numbers) == (channel is not None) or (case is not None and channel is None):
        raise click.UsageError("Give numbers of attachments, or --all CHANNEL, with or without --case NUMBER.")
    store = store_of(config)
    if channel is not None:
        count = sum(lost.retry(store, number, datetime.now(UTC)) for number in _lacking(channel, case))
        click.echo(f"{plain.counted(count, 'file')} will be fetched, or {'is' if count == 1 else 'are'} there again.")
    for number in numbers:
        posted = attachments.get(number)
        if not lost.retry(store, number, datetime.now(UTC)):
            raise Problem(
                "Attachment {number} is not fetched: {why}", "Name others.", number=f"{number}", why=_why(posted)
            )
        there = attachments.get(number).state == "kept"
        what = "is in the store again" if there else "will be fetched"
        click.echo(f"Attachment {number} {what}: {plain.line(posted.name or posted.url)}")


def _lacking(channel: str, case: int | None) -> Iterator[int]:
    """The files of a channel, or of a case of it, that were refused or failed: the newest of each first."""
    channel_id, case_id = _place(channel, case)
    states: tuple[FileState, ...] = ("refused", "failed")
    for state in states:
        page = partial(_page, channel_id, case_id, state)
        yield from (one.posted.id for one in pages.rows(page))


def _place(channel: str, case: int | None) -> tuple[int, int | None]:
    """The channel, and the case if one is named. Raises Problem where they are not there."""
    if case is None:
        return channels.find(channel).id, None
    there = case_found(channel, case)
    return there.channel_id, there.id


def _page(
    channel_id: int, case_id: int | None, state: FileState | None, last: Listed | None, many: int
) -> list[Listed]:
    return attachments.page(channel_id, case_id, state=state, after=last, limit=many)


def _why(posted: Posted) -> str:
    match posted.state:
        case "kept":
            return "it is here already."
        case "fetching":
            return "somebody is fetching it."
        case "failed":
            return "it has gone from the store, and no address leads to it. A backup may have it."
        case _:
            return "it is a link."


def _print(store: Store, hash: str) -> None:
    with opened(store, hash) as content:
        while piece := content.read(PIECE):
            click.echo(piece, nl=False)


def _cells(one: Listed) -> list[str]:
    posted = one.posted
    case = "" if one.case is None else f"#{one.case}"
    return [str(posted.id), str(one.message), case, posted.type, became(posted), posted.name or posted.url]
