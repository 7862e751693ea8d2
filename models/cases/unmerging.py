"""Taking a merge back: each case gets again what it held.

What came meanwhile stays in the case that stayed, with its report ids. What came meanwhile through a channel that no
longer leads there goes back as well: a report id must not lead into a case that its channel has nothing to do with.
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
from models.messages import index
from models.news.changes import tell
from models.problems import Words

# What merging changes of the case that goes, and of the one that stays.
GOING = ("state", "closed_at", "closed_by", "unread", "merged_into_id", "description")
STAYING = ("description", "unread", "updated_at")


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
        tuple(read_column("SELECT id FROM cases WHERE merged_into_id = ?", (case_id,))),
        _linked(case_id),
        _linked(case_id) - _linked(into) - {into},
    )


def separate(
    into: int, before: dict[str, Any], after: dict[str, Any], merged: Sequence[Merged], entries: Sequence[int]
) -> None:
    """Take a merge into a case back; raises Changed when that case went elsewhere meanwhile.

    `before` and `after` say what merging made of it; what was changed since stays.
    """
    with writing():
        now = cases.get(into)
        if now.id != into or now.deleted:
            raise changed_since(now)
        for one in reversed(merged):
            refuse_homeless(one.source, now)
            _give_back(one, into, now.channel_id)
        _put_back(into, before, after)
        for entry in entries:
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


def _give_back(one: Merged, into: int, channel_id: int) -> None:
    write(one.source, one.row)
    home = read_value("SELECT channel_id FROM cases WHERE id = ?", (one.source,))
    for message, kind in one.messages:
        execute(
            "UPDATE messages SET case_id = ?, kind = ?, channel_id = ? WHERE id = ? AND case_id = ?",
            (one.source, kind, home, message, into),
        )
    for entry in one.history:
        execute("UPDATE history SET case_id = ? WHERE id = ?", (one.source, entry))
    for pointer in one.pointers:
        execute("UPDATE cases SET merged_into_id = ? WHERE id = ?", (one.source, pointer))
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
