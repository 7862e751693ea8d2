"""Search: words and beginnings of words in cases and messages.

The index (models/messages/index.py) has no copy of the texts; the place of a hit is looked up in the text itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from models.cases.cases import LIVING, SELECT, Case, from_row
from models.database import connection, execute, is_shared, read_column
from models.database.rows import Column, Rows
from models.database.tables import from_stored
from models.messages import words

CONTEXT = 60
_NUMBER = re.compile(r"#?(\d{1,9})")

CASE_HITS = (
    "SELECT cases.id FROM case_words JOIN cases ON cases.id = case_words.rowid"
    " JOIN channels ON channels.id = cases.channel_id WHERE {matches} {here} AND "
    + LIVING
    + " AND channels.removed_at IS NULL ORDER BY case_words.rowid DESC LIMIT ?"
)
# By the channels, so that the index of their numbers is used.
NUMBERED = (
    "SELECT DISTINCT COALESCE(cases.merged_into_id, cases.id) FROM channels"
    " JOIN cases ON cases.channel_id = channels.id WHERE cases.number = ? {here}"
    " AND channels.removed_at IS NULL ORDER BY 1 DESC LIMIT ?"
)


@dataclass(frozen=True, slots=True)
class _Found:
    """A message with what was searched for, as it is read."""

    message_id: int
    channel_id: int
    case_id: int | None
    text: str
    received_at: datetime


FOUND = Rows(
    _Found,
    Column("message_id", "messages.id"),
    Column("channel_id", "messages.channel_id"),
    Column("case_id", "messages.case_id"),
    Column("text", "messages.text"),
    Column("received_at", "messages.received_at", from_stored),
)
MESSAGE_HITS = (
    f"SELECT {FOUND.sql} FROM message_words JOIN messages ON messages.id = message_words.rowid"
    " LEFT JOIN cases ON cases.id = messages.case_id JOIN channels ON channels.id = messages.channel_id"
    " WHERE {matches} AND {before} channels.removed_at IS NULL AND cases.deleted_at IS NULL"
    " ORDER BY message_words.rowid DESC LIMIT ?"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A message with what was searched for: its case, if it is in one, and the words around the first hit."""

    message_id: int
    channel_id: int
    case: Case | None
    before: str
    hit: str
    after: str
    received_at: datetime


def cases_with(asked: str, channel_id: int | None = None, limit: int = 50) -> list[Case]:
    """Cases by a number that leads to them ("#12") or by words of their subject, description and key, newest first."""
    here = "" if channel_id is None else "AND cases.channel_id = ?"
    where = () if channel_id is None else (channel_id,)
    found: list[int] = []
    with connection():
        if number := _NUMBER.fullmatch(asked.strip()):
            found += read_column(NUMBERED.format(here=here), (int(number[1]), *where, limit))
        if question := _question(asked):
            text = CASE_HITS.format(here=here, matches=_matches("case_words"))
            found += [each for each in read_column(text, (question, *where, limit)) if each not in found]
        return _cases(found[:limit])


def messages_with(
    asked: str, channel_id: int | None = None, *, before: int | None = None, limit: int = 50
) -> list[Hit]:
    """Messages with all the words asked for in text, report id or attachment names; newest first."""
    question = _question(asked, channel_id)
    if question is None:
        return []
    older = "" if before is None else "message_words.rowid < ? AND"
    params = [question, *([] if before is None else [before]), limit]
    with connection():
        rows = execute(MESSAGE_HITS.format(before=older, matches=_matches("message_words")), params)
        found = [FOUND.make(row) for row in rows]
        of = {case.id: case for case in _cases([each.case_id for each in found if each.case_id is not None])}
    return [_hit(each, None if each.case_id is None else of.get(each.case_id), asked) for each in found]


def _question(asked: str, channel_id: int | None = None) -> str | None:
    """What a person typed, in one channel or in all, as the database's index is asked; None without a word."""
    if is_shared():
        return words.tsquery(asked, channel_id)
    question = words.question(asked)
    if question is None or channel_id is None:
        return question
    return f'"{words.of_channel(channel_id)}" {question}'


def _matches(table: str) -> str:
    return f"{table}.words @@ CAST(? AS tsquery)" if is_shared() else f"{table} MATCH ?"


def _cases(ids: Sequence[int]) -> list[Case]:
    marks = ", ".join("?" * len(ids))
    rows = execute(f"{SELECT} WHERE cases.id IN ({marks})", ids) if ids else []
    found = {case.id: case for case in map(from_row, rows)}
    return [found[each] for each in ids if each in found and not found[each].deleted]


def _hit(found: _Found, case: Case | None, asked: str) -> Hit:
    text = found.text
    start, end = words.place(text, asked)
    left = max(0, start - CONTEXT)
    before = ("…" if left else "") + text[left:start]
    after = text[end : end + CONTEXT] + ("…" if len(text) > end + CONTEXT else "")
    return Hit(found.message_id, found.channel_id, case, before, text[start:end], after, found.received_at)
