"""Deliveries: every request to a hook, with the answer it got."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from models.channels.hook_rules import AUTOMATIC, REOPEN_WITHIN
from models.channels.hook_targets import InForce
from models.database import connection, execute, read_value
from models.database.rows import Column, Rows
from models.database.tables import StoredTime, from_stored, to_stored
from models.deliveries import delivery_pages
from models.deliveries.delivery_filter import EVERY, DeliveryFilter
from models.deliveries.delivery_pages import OUTCOMES, Place, behind, select
from models.deliveries.delivery_scan import slices
from models.files import uploads
from models.files.uploads import NO_UPLOADS, Upload, Uploads
from models.problems import NotThere

REJECTED = "rejected"

# Counting today's deliveries stops here; the status bar then says "10,000+".
TODAY_LIMIT = 10_000
# More posts than wait to be stored at once: see Recorder.
AT_ONCE = 1000

FROM = (
    " FROM deliveries JOIN channels ON channels.id = deliveries.channel_id JOIN hooks ON hooks.id = deliveries.hook_id"
    " LEFT JOIN cases AS first ON first.id = deliveries.case_id"
    " LEFT JOIN cases AS home ON home.id = COALESCE(first.merged_into_id, first.id)"
)


@dataclass(frozen=True, slots=True)
class Received:
    """A request to a hook, as it came.

    `body` is what was kept of it, `size` its whole length in bytes with that of its files, the `uploads`; `started` is
    the perf_counter() at its beginning; `purpose` and `revision` are what the hook had when it was looked up.
    `old_url_id` says that it came to a URL that was replaced, `replay_of` that it repeats a delivery. `reopen_within`,
    `reads` and `answers` are the hook's rules, `in_force` the version by which they have it read. `path` is what stood
    behind the hook's guid in its URL, still quoted. `format`, `format_version` and `fell_back` say how it was read, as
    their columns do. `scope` says where its ids are known (models/recording/report_writer.py).
    """

    hook_id: int
    channel_id: int
    purpose: str
    received_at: datetime
    remote_address: str
    method: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    size: int
    started: float
    revision: int = 0
    old_url_id: int | None = None
    replay_of: int | None = None
    reopen_within: int = REOPEN_WITHIN
    path: str = ""
    reads: str = AUTOMATIC
    answers: str = ""
    in_force: InForce | None = None
    format: str | None = None
    format_version: int | None = None
    fell_back: str | None = None
    scope: int = 0
    uploads: Uploads = NO_UPLOADS


@dataclass(frozen=True, slots=True)
class Answer:
    """What the sender is told; `outcome` is one of the outcomes, or "rejected" with a `code` that says why.

    `retry_after`: the seconds after which sending it again may work, where that is known. `media_type`: of an
    answer without a code.
    """

    status: int
    outcome: str
    code: str | None
    body: bytes
    retry_after: int | None = None
    media_type: str = "application/json"


@dataclass(frozen=True, slots=True)
class Delivery:
    """A delivery with what its row in a list shows; `case` is the case's number.

    `size` is the whole length of its body in bytes, `whole` whether all of it is kept still but for `left_out` bytes of
    its files. `old_url` says that it came to a URL that had been replaced; `replay_of` is the delivery that this one
    repeated, `mended_by` the replay of this one that was accepted. `path`, `format`, `format_version` and `fell_back`
    are as Received has them.
    """

    id: int
    channel: str
    hook: str
    outcome: str
    code: str | None
    status: int
    received_at: datetime
    remote_address: str
    method: str
    size: int
    milliseconds: float
    message: int | None
    case: int | None
    channel_id: int
    hook_id: int
    user_agent: str
    case_id: int | None
    old_url: bool
    replay_of: int | None
    mended_by: int | None
    whole: bool
    path: str
    format: str | None
    format_version: int | None
    fell_back: str | None
    left_out: int


def headers_of(stored: str) -> tuple[tuple[str, str], ...]:
    """Headers as they are stored."""
    return msgspec.json.decode(stored, type=tuple[tuple[str, str], ...])


def _user_agent(stored: str) -> str:
    return next((value for name, value in headers_of(stored) if name.lower() == "user-agent"), "")


DELIVERIES = Rows(
    Delivery,
    Column("id", "deliveries.id"),
    Column("channel", "channels.name"),
    Column("hook", "hooks.purpose"),
    Column("outcome", "deliveries.outcome"),
    Column("code", "deliveries.code"),
    Column("status", "deliveries.status"),
    Column("received_at", "deliveries.received_at", from_stored),
    Column("remote_address", "deliveries.remote_address"),
    Column("method", "deliveries.method"),
    Column("size", "deliveries.size"),
    Column("milliseconds", "deliveries.milliseconds"),
    Column("message", "deliveries.message_id"),
    Column("case", "home.number"),
    Column("channel_id", "deliveries.channel_id"),
    Column("hook_id", "deliveries.hook_id"),
    Column("user_agent", "deliveries.headers", _user_agent),
    Column("case_id", "home.id"),
    Column("old_url", "deliveries.old_url_id IS NOT NULL", bool),
    Column("replay_of", "deliveries.replay_of"),
    Column("mended_by", "deliveries.mended_by"),
    Column("whole", "LENGTH(deliveries.body) + deliveries.left_out = deliveries.size", bool),
    Column("path", "deliveries.path"),
    Column("format", "deliveries.format"),
    Column("format_version", "deliveries.format_version"),
    Column("fell_back", "deliveries.fell_back"),
    Column("left_out", "deliveries.left_out"),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A delivery, whole; `files` came with it, and are not in its body. Of them `files_kept` are in the store still."""

    headers: tuple[tuple[str, str], ...]
    body: bytes
    answer: bytes
    files: tuple[Upload, ...]
    files_kept: int
    delivery: Delivery


SHOWN = Rows(
    Shown,
    Column("headers", "deliveries.headers", headers_of),
    Column("body", "deliveries.body", bytes),
    Column("answer", "deliveries.answer", bytes),
    Column("files", "deliveries.files", uploads.read),
    given=("files_kept", "delivery"),
)


@dataclass(frozen=True, slots=True)
class Today:
    """How many deliveries came since midnight of this computer; both stop at TODAY_LIMIT."""

    deliveries: int
    rejected: int


def page(
    filter_: DeliveryFilter = EVERY,
    *,
    before: int | None = None,
    limit: int = 50,
    scanned: Callable[[datetime], bool] | None = None,
) -> list[Delivery]:
    """The deliveries of a list, newest first; those behind the delivery with the id `before`.

    Where the filter has a text, bodies are read, a slice at a time: after each, `scanned` gets the time of the oldest
    delivery that was looked at and returns False to stop; what was found so far is returned then.
    """
    with connection():
        place = None if before is None else behind(before)
        if before is not None and place is None:
            return []
        if filter_.text:
            return _scan(filter_, place, limit, scanned)
        found = select(filter_, place, limit)
        return _rows(f"SELECT id FROM ({found.sql}) AS page", found.params)


def count(filter_: DeliveryFilter) -> int:
    """How many deliveries a list has, without a look at its text."""
    with connection():
        return delivery_pages.count(filter_)


def newest_id(channel_id: int | None) -> int:
    """The highest id of the newest deliveries of a channel, or of all; 0 if there is none.

    Posts that come at once are stored in any order: the newest is not always the one with the highest id.
    """
    found = select(DeliveryFilter(channel_id), None, AT_ONCE)
    with connection():
        return int(read_value(f"SELECT COALESCE(MAX(id), 0) FROM ({found.sql}) AS page", found.params))


def shown(delivery_id: int) -> Shown:
    """A delivery with its headers, body and answer; raises NotThere."""
    with connection():
        rows = execute(f"SELECT {DELIVERIES.sql}, {SHOWN.sql}{FROM} WHERE deliveries.id = ?", (delivery_id,))
    if not rows:
        raise NotThere("This delivery is not there any more.", "It may have been too old to be kept.")
    (row,) = rows
    found = DELIVERIES.rest(row)
    kept = uploads.kept(uploads.read(found[-1]))
    return SHOWN.make(found, kept, DELIVERIES.make(row))


def today(now: datetime) -> Today:
    """How many deliveries came since midnight; `now` is aware, in the zone whose midnight counts."""
    midnight = to_stored(now.replace(hour=0, minute=0, second=0, microsecond=0))
    every, rejected = (_count(outcomes, midnight) for outcomes in (OUTCOMES, (REJECTED,)))
    return Today(every, rejected)


def last_at() -> datetime | None:
    """When the last post of a sender came; replays are not among them."""
    with connection():
        found = execute("SELECT received_at FROM deliveries WHERE replay_of IS NULL ORDER BY id DESC LIMIT 1")
    return from_stored(found[0][0]) if found else None


def _count(outcomes: Sequence[str], since: StoredTime) -> int:
    text = f"SELECT 1 FROM deliveries WHERE outcome IN ({', '.join('?' * len(outcomes))}) AND received_at >= ? LIMIT ?"
    with connection():
        return int(read_value(f"SELECT COUNT(*) FROM ({text}) AS found", (*outcomes, since, TODAY_LIMIT)))


def _scan(
    filter_: DeliveryFilter, place: Place | None, limit: int, scanned: Callable[[datetime], bool] | None
) -> list[Delivery]:
    found = list[Delivery]()
    for part in slices(filter_, place):
        ids = part.found[: limit - len(found)]
        found += _rows(", ".join("?" * len(ids)), ids) if ids else []
        if len(found) == limit or (scanned is not None and not scanned(from_stored(part.end.at))):
            break
    return found


def _rows(ids: str, params: Sequence[Any]) -> list[Delivery]:
    """The deliveries whose ids a piece of SQL says, newest first."""
    rows = execute(f"SELECT {DELIVERIES.sql}{FROM} WHERE deliveries.id IN ({ids})", params)
    return sorted(map(DELIVERIES.make, rows), key=lambda found: (found.received_at, found.id), reverse=True)
