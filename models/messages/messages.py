"""Messages: pages of them, for the activity of a channel and the timeline of a case."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from models.database import connection, execute, read_value
from models.database.rows import Column, Rows
from models.database.tables import from_stored
from models.messages import attachments
from models.messages.posted import Posted
from models.problems import NotThere

Kind = Literal["activity", "opening", "update", "comment"]


@dataclass(frozen=True, slots=True)
class Message:
    """A message; `text` may be cut to a limit that was asked for, `text_length` is the length of the whole.

    `case` is the case's number and `priority` the place of its priority in PRIORITIES, `unknown_references` those that
    are still awaited.
    """

    id: int
    channel_id: int
    channel: str
    case_id: int | None
    case: int | None
    priority: int | None
    kind: Kind
    text: str
    text_length: int
    report_id: str | None
    references: tuple[str, ...]
    hook: str | None
    author: str | None
    received_at: datetime
    unknown_references: tuple[str, ...] = ()
    attachments: tuple[Posted, ...] = ()


def _references(stored: str) -> tuple[str, ...]:
    return () if stored == "[]" else tuple(json.loads(stored))


MESSAGES = Rows(
    Message,
    Column("id", "messages.id"),
    Column("channel_id", "messages.channel_id"),
    Column("channel", "channels.name"),
    Column("case_id", "messages.case_id"),
    Column("case", "cases.number"),
    Column("priority", "cases.priority"),
    Column("kind", "messages.kind"),
    Column("text", "{text}"),
    Column("text_length", "LENGTH(messages.text)"),
    Column("report_id", "messages.report_id"),
    Column("references", 'messages."references"', _references),
    Column("hook", "hooks.purpose"),
    Column("author", "messages.author"),
    Column("received_at", "messages.received_at", from_stored),
    given=("unknown_references", "attachments"),
)
ID, REFERENCES = MESSAGES.cell("id"), MESSAGES.cell("references")
SELECT = (
    f"SELECT {MESSAGES.sql} FROM messages JOIN channels ON channels.id = messages.channel_id"
    " LEFT JOIN cases ON cases.id = messages.case_id LEFT JOIN hooks ON hooks.id = messages.hook_id"
)


def page(
    channel_id: int, *, before: int | None = None, limit: int = 50, text_limit: int | None = None
) -> list[Message]:
    """The newest messages of a channel, or those before the message `before`; newest first."""
    if before is None:
        return _select("messages.channel_id = ? ORDER BY messages.id DESC", (channel_id,), limit, text_limit)
    where = "messages.channel_id = ? AND messages.id < ? ORDER BY messages.id DESC"
    return _select(where, (channel_id, before), limit, text_limit)


def newer(channel_id: int, after: int, limit: int = 200, text_limit: int | None = None) -> list[Message]:
    """The newest messages of a channel that came after the message `after`; newest first."""
    where = "messages.channel_id = ? AND messages.id > ? ORDER BY messages.id DESC"
    return _select(where, (channel_id, after), limit, text_limit)


def count(channel_id: int) -> int:
    """How many messages a channel has."""
    text = (
        "SELECT COUNT(*) FROM messages LEFT JOIN cases ON cases.id = messages.case_id"
        " WHERE cases.deleted_at IS NULL AND messages.channel_id = ?"
    )
    with connection():
        return int(read_value(text, (channel_id,)))


def of_case(
    case_id: int,
    *,
    after: int = 0,
    limit: int = 200,
    text_limit: int | None = None,
    kinds: Sequence[Kind] = (),
) -> list[Message]:
    """The messages of a case, of some kinds or of all, that came after the message `after`; oldest first."""
    some = f"messages.kind IN ({', '.join('?' * len(kinds))}) AND" if kinds else ""
    where = f"{some} messages.case_id = ? AND messages.id > ? ORDER BY messages.id"
    return _select(where, (*kinds, case_id, after), limit, text_limit)


def before_last(case_id: int, count: int, kinds: Sequence[Kind] = ()) -> int:
    """The id of the message that stands before the last `count` ones of a case, 0 when there are no more."""
    some = f"kind IN ({', '.join('?' * len(kinds))}) AND" if kinds else ""
    text = f"SELECT id FROM messages WHERE {some} case_id = ? ORDER BY id DESC LIMIT 1 OFFSET ?"
    with connection():
        return read_value(text, (*kinds, case_id, count)) or 0


def delivery_of(message_id: int) -> int | None:
    """The id of the delivery that brought a message; None when it is not kept any more, or a person wrote it."""
    with connection():
        found: int | None = read_value(
            "SELECT deliveries.id FROM messages JOIN deliveries ON deliveries.hook_id = messages.hook_id"
            " AND deliveries.outcome IN ('posted', 'opened', 'updated', 'closed')"
            " AND deliveries.received_at = messages.received_at AND deliveries.message_id = messages.id"
            " WHERE messages.id = ?",
            (message_id,),
        )
    return found


def text(message_id: int) -> str:
    """The whole text of a message; raises NotThere."""
    with connection():
        found: str | None = read_value("SELECT text FROM messages WHERE id = ?", (message_id,))
    if found is None:
        raise NotThere("This message is not there any more.", "It may have been deleted.")
    return found


def _select(where: str, params: tuple[Any, ...], limit: int, text_limit: int | None) -> list[Message]:
    cut = "messages.text" if text_limit is None else f"SUBSTR(messages.text, 1, {text_limit:d})"
    with connection():
        rows = execute(
            f"{SELECT.format(text=cut)} WHERE cases.deleted_at IS NULL AND {where} LIMIT ?", (*params, limit)
        )
        posted = attachments.of_messages([ID(row) for row in rows])
        awaited = _awaited([ID(row) for row in rows if REFERENCES(row) != "[]"])
    return [_message(row, posted.get(ID(row), ()), awaited.get(ID(row))) for row in rows]


def _awaited(ids: Sequence[int]) -> dict[int, frozenset[str]]:
    """The report ids that each message still waits for."""
    if not ids:
        return {}
    marks = ", ".join("?" * len(ids))
    found: dict[int, set[str]] = {}
    for message, name in execute(f"SELECT message_id, report_id FROM awaited WHERE message_id IN ({marks})", ids):
        found.setdefault(message, set()).add(name)
    return {message: frozenset(names) for message, names in found.items()}


def _message(row: tuple[Any, ...], posted: tuple[Posted, ...], awaited: frozenset[str] | None) -> Message:
    unknown = tuple(name for name in _references(REFERENCES(row)) if name in awaited) if awaited else ()
    return MESSAGES.make(row, unknown, posted)
