"""Deliveries: every request to a hook, with the answer it got."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from time import perf_counter
from typing import Any

import msgspec

from models.database import connection, execute, insert_rows
from models.problems import NotThere
from models.report import Outcome
from models.tables import from_stored, to_stored

REJECTED = "rejected"

# Counting today's deliveries stops here; the status bar then says "10,000+".
TODAY_LIMIT = 10_000

ADD = (
    "INSERT INTO deliveries (channel_id, hook_id, received_at, remote_address, method, headers, body, size,"
    " outcome, code, status, answer, milliseconds, message_id, case_id, old_url_id, replay_of)"
)
COUNT_ON_HOOK = (
    "UPDATE hooks SET deliveries = deliveries + ?, rejected = rejected + ?, last_delivery_at = ?,"
    " last_accepted_at = COALESCE(?, last_accepted_at) WHERE id = ?"
)
COLUMNS = (
    "deliveries.id, channels.name, hooks.purpose, deliveries.outcome, deliveries.code, deliveries.status,"
    " deliveries.received_at, deliveries.remote_address, deliveries.method, deliveries.size,"
    " deliveries.milliseconds, deliveries.message_id, home.number"
)
FROM = (
    " FROM deliveries JOIN channels ON channels.id = deliveries.channel_id JOIN hooks ON hooks.id = deliveries.hook_id"
    " LEFT JOIN cases AS first ON first.id = deliveries.case_id"
    " LEFT JOIN cases AS home ON home.id = COALESCE(first.merged_into_id, first.id)"
)


@dataclass(frozen=True, slots=True)
class Received:
    """A request to a hook, as it came.

    `body` is what was kept of it, `size` its whole length in bytes, `started` the perf_counter() at its beginning;
    `purpose` and `revision` are what the hook had when it was looked up. `old_url_id` says that it came to a URL
    that was replaced, `replay_of` that it repeats a delivery.
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


@dataclass(frozen=True, slots=True)
class Answer:
    """What the sender is told; `outcome` is one of the outcomes, or "rejected" with a `code` that says why."""

    status: int
    outcome: str
    code: str | None
    body: bytes


@dataclass(frozen=True, slots=True)
class Delivery:
    """A delivery with what its row in a list shows; `case` is the case's number."""

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


@dataclass(frozen=True, slots=True)
class Shown:
    """A delivery, whole."""

    delivery: Delivery
    headers: tuple[tuple[str, str], ...]
    body: bytes
    answer: bytes


@dataclass(frozen=True, slots=True)
class Today:
    """How many deliveries came since midnight of this computer; both stop at TODAY_LIMIT."""

    deliveries: int
    rejected: int


def row(received: Received, answer: Answer, outcome: Outcome | None) -> tuple[Any, ...]:
    """A delivery with its answer as store() takes it."""
    return (
        received.channel_id,
        received.hook_id,
        to_stored(received.received_at),
        # No longer than their columns, which PostgreSQL holds a row to; a method is the sender's to invent.
        received.remote_address[:45],
        received.method[:20],
        msgspec.json.encode(received.headers).decode(),
        received.body,
        received.size,
        answer.outcome,
        answer.code,
        answer.status,
        answer.body,
        (perf_counter() - received.started) * 1000,
        outcome.message if outcome else None,
        outcome.case_id if outcome else None,
        received.old_url_id,
        received.replay_of,
    )


def store(rows: Sequence[tuple[Any, ...]]) -> None:
    """Keep deliveries. The caller holds the write transaction."""
    insert_rows(ADD, rows)


def count_on_hook(hook_id: int, number: int, *, rejected: int, last: datetime, last_accepted: datetime | None) -> None:
    """Add to a hook's number of deliveries. The caller holds the write transaction."""
    accepted = None if last_accepted is None else to_stored(last_accepted)
    execute(COUNT_ON_HOOK, (number, rejected, to_stored(last), accepted, hook_id))


def page(
    *, channel_id: int | None = None, outcome: str | None = None, before: int | None = None, limit: int = 50
) -> list[Delivery]:
    """Deliveries of a channel, or of all, newest first; those before the delivery `before`."""
    where, params = ["channels.removed_at IS NULL"], list[Any]()
    for condition, value in (
        ("deliveries.channel_id = ?", channel_id),
        ("deliveries.outcome = ?", outcome),
        ("deliveries.id < ?", before),
    ):
        if value is not None:
            where.append(condition)
            params.append(value)
    with connection():
        rows = execute(
            f"SELECT {COLUMNS}{FROM} WHERE {' AND '.join(where)} ORDER BY deliveries.id DESC LIMIT ?",
            (*params, limit),
        )
    return [_delivery(row) for row in rows]


def shown(delivery_id: int) -> Shown:
    """A delivery with its headers, body and answer; raises NotThere."""
    with connection():
        rows = execute(
            f"SELECT {COLUMNS}, deliveries.headers, deliveries.body, deliveries.answer{FROM} WHERE deliveries.id = ?",
            (delivery_id,),
        )
    if not rows:
        raise NotThere("This delivery is not there any more.", "It may have been too old to be kept.")
    headers = msgspec.json.decode(rows[0][13], type=tuple[tuple[str, str], ...])
    return Shown(_delivery(rows[0][:13]), headers, bytes(rows[0][14]), bytes(rows[0][15]))


def today(now: datetime) -> Today:
    """How many deliveries came since midnight; `now` is aware, in the zone whose midnight counts."""
    midnight = to_stored(now.replace(hour=0, minute=0, second=0, microsecond=0))
    text = "SELECT COUNT(*) FROM (SELECT 1 FROM deliveries WHERE received_at >= ?{more} LIMIT ?) AS found"
    with connection():
        every = execute(text.format(more=""), (midnight, TODAY_LIMIT))
        rejected = execute(text.format(more=" AND outcome = 'rejected'"), (midnight, TODAY_LIMIT))
    return Today(every[0][0], rejected[0][0])


def _delivery(row: Sequence[Any]) -> Delivery:
    values = (*row[:6], from_stored(row[6]), *row[7:])
    return Delivery(*values)
