"""Taking a merge back: each case gets again what it held.

What came meanwhile goes along with what it belongs to (models/messages/kin.py), with its report ids and the cases that
were merged by it; what belongs to nothing, such as comments, stays in the case that stayed. What came meanwhile through
a channel that no longer leads there goes back as well: a report id must not lead into a case that its channel has
nothing to do with.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from models.cases import case_counts, cases
from models.cases.case_actions import Changed, changed_since
from models.cases.case_columns import read, remove_history, write
from models.cases.cases import Case
from models.cases.links import add_link, remove_link
from models.database import execute, read_column, read_value, writing
from models.messages import index, kin
from models.messages.kin import Part, Taken
from models.news.changes import tell
from models.problems import Problem, Words

# What merging changes of the case that goes, and of the one that stays.
GOING = ("state", "closed_at", "closed_by", "unread", "merged_into_id", "description")
STAYING = ("description", "unread", "updated_at")

OF_CASE = "SELECT id FROM messages WHERE case_id = ?"
POINTERS = "SELECT id FROM cases WHERE merged_into_id = ?"
_NAMED = (
    "SELECT hooks.channel_id, {scope}, messages.report_id FROM messages JOIN hooks ON hooks.id = messages.hook_id"
    " WHERE messages.id = ?"
)
# The report id of a message leads elsewhere, in whichever scope it is known.
LED_BY = (
    "UPDATE reported SET case_id = ? WHERE case_id = ? AND (channel_id, scope, report_id) IN"
    f" ({_NAMED.format(scope='0')} UNION ALL {_NAMED.format(scope='hooks.id')})"
)
# Whether something is still being brought into a case in batches.
IS_SETTLING = (
    "SELECT 1 FROM settling JOIN reported ON reported.channel_id = settling.channel_id"
    " AND reported.scope = settling.scope AND reported.report_id = settling.report_id"
    " JOIN cases ON cases.id = reported.case_id WHERE COALESCE(cases.merged_into_id, cases.id) = ? LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class Merged:
    """What a case was before it went into another one: ids, and of each message its kind.

    `links` are the cases that it was linked with, `new_links` those of them that the other one was not linked with.
    """

    source: int
    row: dict[str, Any]
    messages: tuple[tuple[int, str], ...]
    history: tuple[int, ...]
    pointers: tuple[int, ...]
    links: frozenset[int]
    new_links: frozenset[int]

    def part(self) -> Part:
        return Part([message for message, _ in self.messages], self.pointers)


def held(case_id: int) -> Part:
    """What a case holds before others are merged into it."""
    return Part(frozenset(read_column(OF_CASE, (case_id,))), read_column(POINTERS, (case_id,)))


def look(case_id: int) -> dict[str, Any]:
    """What merging changes of the case that stays. The caller holds the write transaction, as for note()."""
    return read(case_id, STAYING)


def note(case_id: int, into: int) -> Merged:
    """What must be known of a case to take it out of another one again."""
    return Merged(
        case_id,
        read(case_id, GOING),
        tuple(execute("SELECT id, kind FROM messages WHERE case_id = ?", (case_id,))),
        tuple(read_column("SELECT id FROM history WHERE case_id = ?", (case_id,))),
        tuple(read_column(POINTERS, (case_id,))),
        _linked(case_id),
        _linked(case_id) - _linked(into) - {into},
    )


@dataclass(frozen=True, slots=True)
class Stayed:
    """The case that others were merged into: what it held, its columns before and after, its entries of the history."""

    id: int
    part: Part
    before: dict[str, Any]
    after: dict[str, Any]
    entries: Sequence[int]


def separate(stayed: Stayed, merged: Sequence[Merged]) -> None:
    """Take a merge into a case back; what was changed since stays.

    Raises Changed when one of the cases went elsewhere meanwhile, or when what came since belongs to two of them, and
    Problem while something is being brought there.
    """
    into = stayed.id
    with writing():
        now = cases.get(into)
        if now.id != into or now.deleted or any(cases.get(one.source).id != into for one in merged):
            raise changed_since(now)
        for one in merged:
            refuse_homeless(one.source, now)
        news = _came_since(now, stayed.part, merged)
        for one in reversed(merged):
            _give_back(one, into, now.channel_id, news.get(one.source, Taken()))
        _put_back(into, stayed.before, stayed.after)
        for entry in stayed.entries:
            remove_history(entry)
        index.index_case(into)
        tell({now.channel_id, *(cases.get(one.source).channel_id for one in merged)})


def refuse_homeless(case_id: int, now: Case) -> None:
    """Raise Changed when the channel that a case shall go back to was deleted; `now` is where it is."""
    text = (
        "SELECT 1 FROM cases JOIN channels ON channels.id = cases.channel_id"
        " WHERE cases.id = ? AND channels.removed_at IS NULL"
    )
    if not execute(text, (case_id,)):
        what = "the channel that was left for #{number} of {channel} was deleted"
        raise Changed([now], [Words(what, {"number": str(now.number), "channel": now.channel})])


def _came_since(now: Case, part: Part, merged: Sequence[Merged]) -> dict[int, Taken]:
    if execute(IS_SETTLING, (now.id,)):
        raise Problem(
            "Reports are still being brought into case #{number}.", "Try again in a moment.", number=str(now.number)
        )
    try:
        return kin.came_since(now.id, {now.id: part, **{one.source: one.part() for one in merged}})
    except kin.Joined as joined:
        numbers = [str(read(each, ("number",))["number"]) for each in (joined.one, joined.other)]
        what = "a report came that belongs to #{number} and to #{other}"
        raise Changed([now], [Words(what, {"number": numbers[0], "other": numbers[1]})]) from joined


def _give_back(one: Merged, into: int, channel_id: int, news: Taken) -> None:
    write(one.source, one.row)
    home = read_value("SELECT channel_id FROM cases WHERE id = ?", (one.source,))
    for message, kind in one.messages:
        execute(
            "UPDATE messages SET case_id = ?, kind = ?, channel_id = ? WHERE id = ? AND case_id = ?",
            (one.source, kind, home, message, into),
        )
    for entry in one.history:
        execute("UPDATE history SET case_id = ? WHERE id = ? AND case_id = ?", (one.source, entry, into))
    for pointer in (*one.pointers, *news.cases):
        execute("UPDATE cases SET merged_into_id = ? WHERE id = ? AND merged_into_id = ?", (one.source, pointer, into))
    _take_along(news.messages, one.source, home, into)
    _give_back_news(one.source, home, into, channel_id)
    if home != channel_id:
        index.index_in_channel(one.source)
    for other in one.links:
        end = _home(other)
        if end is not None and other in one.new_links:
            remove_link(into, end)
        if end is not None and end != one.source:
            add_link(one.source, end)
    for case_id in (one.source, into):
        case_counts.recount(case_id)
    index.index_case(one.source)


def _take_along(messages: Sequence[int], source: int, home: int, into: int) -> None:
    """Move what came since to the case that it belongs to. Whoever has not seen it there has not seen it."""
    for message in messages:
        execute("UPDATE messages SET case_id = ?, channel_id = ? WHERE id = ?", (source, home, message))
        execute(LED_BY, (source, into, message, message))
    if messages:
        marks = ", ".join("?" * len(messages))
        last = read_value(f"SELECT MAX(received_at) FROM messages WHERE id IN ({marks})", messages)
        execute("UPDATE cases SET updated_at = ? WHERE id = ? AND updated_at < ?", (last, source, last))
        case_counts.set_unread(source, read(source, ("unread",))["unread"] or read(into, ("unread",))["unread"])


def _give_back_news(source: int, home: int, into: int, channel_id: int) -> None:
    """Move to `source` what came through channels whose cases led to `into` only because `source` did."""
    channels = execute(
        "SELECT DISTINCT channel_id FROM cases WHERE (id = ? OR merged_into_id = ?) AND channel_id <> ?"
        " AND channel_id NOT IN (SELECT channel_id FROM cases WHERE merged_into_id = ?)",
        (source, source, channel_id, into),
    )
    for (channel,) in channels:
        execute(
            "UPDATE messages SET case_id = ?, channel_id = ? WHERE case_id = ?"
            " AND hook_id IN (SELECT id FROM hooks WHERE channel_id = ?)",
            (source, home, into, channel),
        )
        execute("UPDATE reported SET case_id = ? WHERE channel_id = ? AND case_id = ?", (source, channel, into))


def _put_back(into: int, before: dict[str, Any], after: dict[str, Any]) -> None:
    now = look(into)
    write(into, {name: before[name] if now[name] == after[name] else now[name] for name in now})


def _linked(case_id: int) -> frozenset[int]:
    rows = execute("SELECT case_id, other_id FROM links WHERE case_id = ? OR other_id = ?", (case_id, case_id))
    return frozenset(end for pair in rows for end in pair if end != case_id)


def _home(case_id: int) -> int | None:
    """Where a case is now; None when it was deleted with its channel."""
    found: int | None = read_value("SELECT COALESCE(merged_into_id, id) FROM cases WHERE id = ?", (case_id,))
    return found
