"""hookdeskctl message: the messages of a channel."""

from pathlib import Path

import click

from models.channels import channels
from models.exports import listing
from models.exports.message_document import of_message
from models.messages import messages
from models.settings.config import Config
from receiver.commands.terminal import documents, export_file, pages, plain
from receiver.commands.terminal.desk import on_desk
from receiver.commands.terminal.tables import Row, print_table

# As much of a text as a row can show; a text may be a megabyte.
_ROW = 400


@click.group()
def message() -> None:
    """Messages: what senders reported. CHANNEL is a name or a guid."""


@message.command("list")
@click.argument("channel")
@pages.limited
@click.option("--json", "as_json", is_flag=True, help="One JSON document, newest first.")
@on_desk
def list_messages(config: Config, channel: str, limit: int | None, as_json: bool) -> None:
    """List the messages of a channel, newest first."""
    found = channels.find(channel)

    def page(last: messages.Message | None, many: int) -> list[messages.Message]:
        before = None if last is None else last.id
        return messages.page(found.id, before=before, limit=many, text_limit=None if as_json else _ROW)

    if as_json:
        documents.print_list(map(of_message, pages.rows(page, limit)))
        return
    shown = list(pages.rows(page, limit or pages.SHOWN))
    print_table(
        ["MESSAGE", "RECEIVED", "FROM", "CASE", "KIND", "TEXT"],
        [Row(_cells(one)) for one in shown],
        empty=f'Nothing was posted to "{plain.line(found.name)}" yet. Its URLs: hookdeskctl hook list CHANNEL',
    )
    pages.more(len(shown), limit)


@message.command("export")
@click.argument("channel")
@export_file.to_file
@on_desk
def export(config: Config, channel: str, output: Path) -> None:
    """Write the messages of a channel into a file, newest first. Nothing is cut off without a word in it."""
    export_file.write(output, listing.of_messages(channels.find(channel).id), "message")


def _cells(one: messages.Message) -> list[str]:
    attached = f"[{plain.counted(len(one.attachments), 'attachment')}]" if one.attachments else ""
    return [
        str(one.id),
        plain.local_time(one.received_at),
        one.hook or one.author or "",
        "" if one.case is None else f"#{one.case}",
        one.kind,
        f"{one.text} {attached}",
    ]
