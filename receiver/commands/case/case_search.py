"""hookdeskctl case search: cases and messages with certain words."""

from collections.abc import Iterator
from itertools import islice

import click

from models import search as searching
from models.cases.cases import Case
from models.channels import channels
from models.search import Hit
from models.settings.config import Config
from receiver.commands.terminal import documents, pages, plain
from receiver.commands.terminal.desk import on_desk
from receiver.commands.terminal.tables import Row, print_table

# Cases are read at once, messages a page at a time.
_MOST_CASES = 10_000


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@click.option("--channel", help="Only in this channel.")
@pages.limited
@click.option("--json", "as_json", is_flag=True, help="One JSON document: cases, then messages, each newest first.")
@on_desk
def search(config: Config, words: tuple[str, ...], channel: str | None, limit: int | None, as_json: bool) -> None:
    """Find cases by WORDS of subject and description or by #NUMBER, and messages by their words.

    All words must be there; the last may be the beginning of one.
    """
    channel_id = None if channel is None else channels.find(channel).id
    hits = _hits(" ".join(words), channel_id, limit or (_MOST_CASES if as_json else pages.SHOWN))
    if as_json:
        names = {one.id: one.name for one in channels.all_channels()}
        found = islice(hits, limit)
        documents.print_list(documents.of_hit(one, names.get(one.channel_id, "")) for one in found)
        return
    shown = list(islice(hits, limit or pages.SHOWN))
    print_table(
        ["CASE", "FOUND IN", "AT", "WORDS"],
        [Row(_cells(one)) for one in shown],
        empty="Nothing was found. All words must be there; the last may be the beginning of one.",
    )
    pages.more(len(shown), limit, "first")


def _hits(asked: str, channel_id: int | None, most: int) -> Iterator[Case | Hit]:
    yield from searching.cases_with(asked, channel_id, limit=min(most, _MOST_CASES))

    def page(last: Hit | None, many: int) -> list[Hit]:
        return searching.messages_with(asked, channel_id, before=None if last is None else last.message_id, limit=many)

    yield from pages.rows(page)


def _cells(one: Case | Hit) -> list[str]:
    if isinstance(one, Case):
        return [f"#{one.number}", f"case of {one.channel}", plain.local_time(one.updated_at), one.subject]
    case = "" if one.case is None else f"#{one.case.number}"
    return [case, "message", plain.local_time(one.received_at), f"{one.before}{one.hit}{one.after}"]
