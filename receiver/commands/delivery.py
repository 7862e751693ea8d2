"""hookdeskctl delivery: the requests that came to the hooks, and what became of them."""

import click

from models import deliveries
from models.config import Config
from receiver.commands import documents, pages, plain
from receiver.commands.desk import on_desk
from receiver.commands.tables import Row, print_table

_OUTCOMES = ["posted", "opened", "updated", "already_reported", "rejected"]


@click.group()
def delivery() -> None:
    """Deliveries: every request to a web hook, also those that were rejected."""


@delivery.command("list")
@click.option("--outcome", type=click.Choice(_OUTCOMES), help="Only deliveries with this outcome.")
@pages.limited
@click.option("--json", "as_json", is_flag=True, help="One JSON document, newest first.")
@on_desk
def list_deliveries(config: Config, outcome: str | None, limit: int | None, as_json: bool) -> None:
    """List the deliveries to all hooks, newest first."""

    def page(last: deliveries.Delivery | None, many: int) -> list[deliveries.Delivery]:
        return deliveries.page(outcome=outcome, before=None if last is None else last.id, limit=many)

    if as_json:
        documents.print_list(map(documents.of_delivery, pages.rows(page, limit)))
        return
    shown = list(pages.rows(page, limit or pages.SHOWN))
    print_table(
        ["DELIVERY", "RECEIVED", "ANSWER", "FROM", "CHANNEL", "HOOK"],
        [Row(_cells(one)) for one in shown],
        empty="There is no such delivery. Post to a URL of: hookdeskctl hook list",
    )
    pages.more(len(shown), limit)


def _cells(one: deliveries.Delivery) -> list[str]:
    case = "" if one.case is None else f" #{one.case}"
    received = plain.local_time(one.received_at)
    answer = f"{one.status} {one.code or one.outcome}{case}"
    return [str(one.id), received, answer, one.remote_address, one.channel, one.hook]
