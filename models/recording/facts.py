"""What is known of a report before it is recorded, looked up in the database for the rules.

The SQL is kept as text, because building a query costs more than running it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from models.database import execute, read_value
from models.database.rows import Column, Rows
from models.database.tables import StoredTime
from models.recording.rules import Facts, Home, Keyed, Waiting
from models.report import Report

NOTHING = Facts()
HOMES = Rows(
    Home,
    Column("id", "home.id"),
    Column("channel_id", "home.channel_id"),
    Column("number", "home.number"),
    Column("closed", "home.state = 'closed'", bool),
    Column("deleted", "home.deleted_at IS NOT NULL", bool),
)
# The cases of report ids, or where those cases were merged into.
KNOWN = (
    f"SELECT {HOMES.sql}, reported.report_id FROM reported"
    " JOIN cases AS first ON first.id = reported.case_id"
    " JOIN cases AS home ON home.id = COALESCE(first.merged_into_id, first.id)"
    " WHERE reported.channel_id = ? AND reported.scope = ? AND reported.report_id IN "
)
# Asked first, as hardly any report is awaited and the whole question costs three times as much.
IS_AWAITED = "SELECT 1 FROM awaited WHERE channel_id = ? AND scope = ? AND report_id = ? LIMIT 1"
WAITING = (
    f"SELECT {HOMES.sql}, messages.id, messages.case_id, awaited.none_known FROM awaited"
    " JOIN messages ON messages.id = awaited.message_id LEFT JOIN cases AS home ON home.id = messages.case_id"
    " WHERE awaited.channel_id = ? AND awaited.scope = ? AND awaited.report_id = ?"
)
FIRST_WAITING = f"{WAITING} ORDER BY awaited.message_id LIMIT ?"
# Of very many that wait, the one in the case that was opened first.
OLDEST_WAITING = f"{WAITING} AND messages.case_id IS NOT NULL ORDER BY messages.case_id, awaited.message_id LIMIT 1"
# So many are brought home with the report that they waited for, the rest in batches after it.
AT_ONCE = 64
REOPENS = "SELECT reopen_on_update FROM channels WHERE id = ?"
# The cases of a key that are not deleted, or where they were merged into. The newest is nearly always the open one, if
# there is any: only when it is closed the others are asked, of which there may be thousands.
EVER_KEYED = (
    f"SELECT {HOMES.sql}, first.id, first.key_content, home.closed_at FROM cases AS first"
    " JOIN cases AS home ON home.id = COALESCE(first.merged_into_id, first.id)"
    " WHERE first.channel_id = ? AND first.key_scope = ? AND first.key = ?"
)
KEYED = f"{EVER_KEYED} AND home.deleted_at IS NULL"
LAST_KEYED = f"{KEYED} ORDER BY first.id DESC LIMIT 1"
ALL_OPEN_KEYED = f"{KEYED} AND home.state = 'open' ORDER BY first.id DESC"
DELETED_KEYED = f"{EVER_KEYED} AND home.deleted_at IS NOT NULL ORDER BY first.id DESC"
OPEN_KEYED = f"{ALL_OPEN_KEYED} LIMIT 1"


def look_up(channel_id: int, report: Report, reopens_since: StoredTime | None, scope: int = 0) -> Facts:
    """What a channel knows of a report in a scope. The caller holds the write transaction, alone or of the channel.

    A case of its key that was closed after `reopens_since` is reopened by it; None is never.
    """
    names = report.references if report.id is None else (report.id, *report.references)
    known = _known((channel_id, scope), names) if names else {}
    if report.id in known:
        return Facts(known)
    waiting = () if report.id is None else _waiting((channel_id, scope, report.id))
    many = len(waiting) > AT_ONCE
    if many and report.id is not None:
        waiting = read_waiting(OLDEST_WAITING, (channel_id, scope, report.id)) or waiting[:1]
    if report.key is not None and not known and not any(one.home for one in waiting):
        return Facts(known, waiting, keyed=_keyed((channel_id, scope, report.key), reopens_since), many=many)
    if not known and not waiting:
        return NOTHING
    homes: Sequence[Home | None] = [*known.values()] or [one.home for one in waiting]
    closed = any(home is not None and home.closed for home in homes)
    return Facts(known, waiting, not closed or bool(read_value(REOPENS, (channel_id,))), many=many)


def _known(where: tuple[int, int], names: Sequence[str]) -> dict[str, Home]:
    return {name: HOMES.make(home) for *home, name in execute(_known_text(len(names)), (*where, *names))}


@lru_cache(maxsize=256)
def _known_text(names: int) -> str:
    return f"{KNOWN}({', '.join('?' * names)})"


def _waiting(which: tuple[int, int, str]) -> Sequence[Waiting]:
    if not execute(IS_AWAITED, which):
        return ()
    return read_waiting(FIRST_WAITING, (*which, AT_ONCE + 1))


def read_waiting(text: str, params: Sequence[Any]) -> Sequence[Waiting]:
    """What waits, as one of the texts above asks for it."""
    return [
        Waiting(message, None if case_id is None else HOMES.make(home), bool(none_known))
        for *home, message, case_id, none_known in execute(text, params)
    ]


def home_of(channel_id: int, scope: int, report_id: str) -> Home | None:
    """The case that a report id leads to by now."""
    return _known((channel_id, scope), (report_id,)).get(report_id)


def _keyed(which: tuple[int, int, str], reopens_since: StoredTime | None) -> Keyed | None:
    last = execute(LAST_KEYED, which)
    if not last:
        return None
    found = _made(last[0], reopens_since)
    if not found.home.closed:
        return found
    opened = execute(OPEN_KEYED, which)
    return _made(opened[0], reopens_since) if opened else found


def all_keyed(channel_id: int, key: str, reopens_since: StoredTime | None, scope: int = 0) -> list[Keyed]:
    """The last case of a key, all that are open under it, and all that were deleted."""
    rows = [
        row for text in (LAST_KEYED, ALL_OPEN_KEYED, DELETED_KEYED) for row in execute(text, (channel_id, scope, key))
    ]
    return [_made(row, reopens_since) for row in rows]


def _made(row: Sequence[Any], reopens_since: StoredTime | None) -> Keyed:
    *columns, under, content, closed_at = row
    is_fresh = reopens_since is not None and closed_at is not None and closed_at > reopens_since
    return Keyed(under, HOMES.make(columns), content, is_fresh)
