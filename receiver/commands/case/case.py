"""hookdeskctl case: list and show cases; what changes them is in case_changes."""

from typing import Any

import click

from models.cases import case_keys, case_pages, cases, links
from models.cases.case_filter import Order
from models.cases.cases import Case
from models.exports.case_document import of_case
from models.messages import messages
from models.settings.config import Config
from receiver.commands.case import case_changes, case_export, case_search, case_view
from receiver.commands.case.case_options import filtered, found, one_case, wanted
from receiver.commands.terminal import documents, pages, plain
from receiver.commands.terminal.desk import on_desk
from receiver.commands.terminal.tables import Row, print_table


@click.group()
def case() -> None:
    """Cases: what senders opened by an id. CHANNEL is a name or a guid, NUMBER the case's number in it."""


@case.command("list")
@filtered
@pages.limited
@click.option("--json", "as_json", is_flag=True, help="One JSON document in that order.")
@on_desk
def list_cases(config: Config, /, order: Order, limit: int | None, as_json: bool, **options: Any) -> None:
    """List the cases of a channel, or of all."""
    asked = wanted(**options)

    def page(last: Case | None, many: int) -> list[Case]:
        return case_pages.page(asked, order=order, after=last, limit=many)

    if as_json:
        documents.print_list(map(of_case, pages.rows(page, limit)))
        return
    shown = list(pages.rows(page, limit or pages.SHOWN))
    state = "" if asked.state is None else f"{asked.state} "
    print_table(
        ["CASE", "CHANNEL", "STATE", "PRIORITY", "ASSIGNEE", "UPDATED", "MESSAGES", "SUBJECT"],
        [Row(_cells(one)) for one in shown],
        empty=f"There is no such {state}case. A post with an id opens one.",
    )
    pages.more(len(shown), limit, "newest" if order == "newest" else "first")


@case.command("show")
@one_case
@click.option("--limit", type=pages.LIMIT, help="At most so many messages, the newest; without it all.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@on_desk
def show(config: Config, channel: str, number: int, limit: int | None, as_json: bool) -> None:
    """Show a case with its messages and its history, oldest first."""
    case = found(channel, number)
    history, linked, keys = cases.history(case.id), links.of_case(case.id), case_keys.of_case(case.id)
    first = 0 if limit is None else messages.before_last(case.id, limit)
    posted = pages.rows(
        lambda last, many: messages.of_case(case.id, after=first if last is None else last.id, limit=many), limit
    )
    if as_json:
        documents.print_one(documents.of_case_whole(case, posted, history, linked, keys))
    else:
        case_view.print_case(case, posted, history, linked, keys)
        if first:
            click.echo(f"These are the newest {limit:,} of {case.messages:,} messages.", err=True)


for _command in (*case_changes.COMMANDS, case_export.export, case_search.search):
    case.add_command(_command)


def _cells(one: Case) -> list[str]:
    updated = plain.local_time(one.updated_at)
    priority = "" if one.priority == 0 else cases.PRIORITIES[one.priority]
    state = "closed by sender" if one.closed_by_sender else one.state
    beside = [state, priority, one.assignee or "", updated, f"{one.messages:,}"]
    return [f"#{one.number}", one.channel, *beside, one.subject]
