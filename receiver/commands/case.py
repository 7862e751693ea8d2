"""hookdeskctl case: list, show, close and reopen cases."""

import click

from models import cases, channels, messages
from models.config import Config
from receiver.commands import case_view, documents, pages, plain
from receiver.commands.desk import on_desk, person
from receiver.commands.tables import Row, print_table


@click.group()
def case() -> None:
    """Cases: what senders opened by an id. CHANNEL is a name or a guid, NUMBER the case's number in it."""


@case.command("list")
@click.argument("channel", required=False)
@click.option("--state", type=click.Choice(["open", "closed", "all"]), default="all", show_default=True)
@pages.limited
@click.option("--json", "as_json", is_flag=True, help="One JSON document, newest first.")
@on_desk
def list_cases(config: Config, channel: str | None, state: str, limit: int | None, as_json: bool) -> None:
    """List the cases of a channel, or of all, newest first."""
    channel_id = None if channel is None else channels.find(channel).id
    wanted: cases.State | None = "open" if state == "open" else "closed" if state == "closed" else None

    def page(last: cases.Case | None, many: int) -> list[cases.Case]:
        return cases.page(channel_id, state=wanted, order="newest", after=last, limit=many)

    if as_json:
        documents.print_list(map(documents.of_case, pages.rows(page, limit)))
        return
    shown = list(pages.rows(page, limit or pages.SHOWN))
    print_table(
        ["CASE", "CHANNEL", "STATE", "UPDATED", "MESSAGES", "SUBJECT"],
        [Row(_cells(one)) for one in shown],
        empty=f"There is no {'' if wanted is None else wanted + ' '}case. A post with an id opens one.",
    )
    pages.more(len(shown), limit)


@case.command("show")
@click.argument("channel")
@click.argument("number", type=pages.LIMIT)
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@on_desk
def show(config: Config, channel: str, number: int, as_json: bool) -> None:
    """Show a case with its messages and its history, oldest first."""
    found = cases.find(channels.find(channel).id, number)
    history = cases.history(found.id)
    posted = pages.rows(lambda last, many: messages.of_case(found.id, after=0 if last is None else last.id, limit=many))
    if as_json:
        documents.print_one(documents.of_case_whole(found, posted, history))
    else:
        case_view.print_case(found, posted, history)


@case.command("close")
@click.argument("channel")
@click.argument("number", type=pages.LIMIT)
@on_desk
def close(config: Config, channel: str, number: int) -> None:
    """Close a case. A closed one stays closed, and that is no mistake."""
    found = cases.find(channels.find(channel).id, number)
    cases.close(found.id, person())
    _say(found, "was closed already" if found.state == "closed" else "is closed now")


@case.command("reopen")
@click.argument("channel")
@click.argument("number", type=pages.LIMIT)
@on_desk
def reopen(config: Config, channel: str, number: int) -> None:
    """Open a closed case again."""
    found = cases.find(channels.find(channel).id, number)
    cases.reopen(found.id, person())
    _say(found, "was open already" if found.state == "open" else "is open again")


def _say(found: cases.Case, what: str) -> None:
    click.echo(f'Case #{found.number} of "{plain.line(found.channel)}" {what}: {plain.line(found.subject)}')


def _cells(one: cases.Case) -> list[str]:
    updated = plain.local_time(one.updated_at)
    return [f"#{one.number}", one.channel, one.state, updated, f"{one.messages:,}", one.subject]
