"""hookdeskctl delivery: the requests that came to the hooks, and what became of them."""

import sys
from collections.abc import Callable
from datetime import datetime
from functools import reduce
from pathlib import Path
from typing import Any, get_args

import click

from models.channels import channels, hooks
from models.deliveries import deliveries
from models.deliveries.deliveries import Delivery
from models.deliveries.delivery_filter import DeliveryFilter, DeliveryOutcome
from models.exports import listing
from models.exports.delivery_document import of_delivery
from models.settings.config import Config
from receiver.commands.delivery import delivery_view, replay, unknown_urls
from receiver.commands.hook.hook_options import guid
from receiver.commands.terminal import documents, export_file, pages, plain
from receiver.commands.terminal.desk import on_desk
from receiver.commands.terminal.moments import beginning, expiry
from receiver.commands.terminal.tables import Row, print_table

_FILTERS = (
    click.option("--channel", help="Only to this channel, a name or a guid."),
    click.option("--hook", metavar="URL-or-guid", type=guid, help="Only to this web hook, under all of its URLs."),
    click.option("--outcome", type=click.Choice(get_args(DeliveryOutcome)), help="accepted: all but rejected."),
    click.option("--code", help="Only what was rejected with this code."),
    click.option("--since", metavar="WHEN", type=beginning, help="A day, from its beginning on, or a time."),
    click.option("--until", metavar="WHEN", type=expiry, help="A day, with all of its hours, or a time."),
    click.option("--text", default="", help="Only with this in the body; the case of a-z is overlooked."),
)


def _filtered(command: Callable[..., Any]) -> Callable[..., Any]:
    return reduce(lambda decorated, option: option(decorated), reversed(_FILTERS), command)


@click.group()
def delivery() -> None:
    """Deliveries: every request to a web hook, also those that were rejected."""


@delivery.command("list")
@_filtered
@pages.limited
@click.option("--json", "as_json", is_flag=True, help="One JSON document, newest first.")
@on_desk
def list_deliveries(config: Config, /, limit: int | None, as_json: bool, **options: Any) -> None:
    """List deliveries, newest first: those that pass all of the filters."""
    asked = _wanted(**options)

    def page(last: Delivery | None, many: int) -> list[Delivery]:
        return deliveries.page(
            asked, before=None if last is None else last.id, limit=many, scanned=None if as_json else _show
        )

    if as_json:
        documents.print_list(map(of_delivery, pages.rows(page, limit)))
        return
    shown = list(pages.rows(page, limit or pages.SHOWN))
    if asked.text and sys.stderr.isatty():
        click.echo("\r\x1b[K", nl=False, err=True)
    print_table(
        ["DELIVERY", "RECEIVED", "ANSWER", "FROM", "CHANNEL", "HOOK"],
        [Row(_cells(one)) for one in shown],
        empty="There is no such delivery. Post to a URL of: hookdeskctl hook list",
    )
    pages.more(len(shown), limit)


@delivery.command("export")
@_filtered
@export_file.to_file
@on_desk
def export(config: Config, /, output: Path, **options: Any) -> None:
    """Write deliveries into a file, newest first: those that pass all of the filters, without their bodies."""
    export_file.write(output, listing.of_deliveries(_wanted(**options)), "delivery", "deliveries")


@delivery.command("show")
@click.argument("number", metavar="DELIVERY", type=pages.LIMIT)
@click.option("--body", "only_body", is_flag=True, help="Nothing but the body, byte for byte.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@on_desk
def show(config: Config, number: int, only_body: bool, as_json: bool) -> None:
    """Show a delivery with its headers, its body and the answer it got."""
    if only_body and as_json:
        raise click.UsageError("Give either --body or --json.")
    found = deliveries.shown(number)
    if only_body:
        click.echo(found.body, nl=False)
    elif as_json:
        documents.print_one(documents.of_delivery_whole(found))
    else:
        delivery_view.print_delivery(found)


for _command in (*replay.COMMANDS, unknown_urls.list_unknown):
    delivery.add_command(_command)


def _wanted(*, channel: str | None, hook: str | None, **options: Any) -> DeliveryFilter:
    """The filter that the options say; raises NotThere for a name that does not exist."""
    return DeliveryFilter(
        None if channel is None else channels.find(channel).id, None if hook is None else hooks.find(hook).id, **options
    )


def _show(oldest: datetime) -> bool:
    """Show how far the search in bodies is, where somebody looks; Ctrl-C stops."""
    if sys.stderr.isatty():
        click.echo(f"\rlooked back to {plain.local_time(oldest)}", nl=False, err=True)
    return True


def _cells(one: Delivery) -> list[str]:
    case = "" if one.case is None else f" #{one.case}"
    received = plain.local_time(one.received_at)
    answer = f"{one.status} {one.code or one.outcome}{case}"
    return [str(one.id), received, answer, one.remote_address, one.channel, one.hook]
