"""Storing deliveries, in the transaction of what they did, and counting them on their hooks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from time import perf_counter
from typing import Any

import msgspec

from models.database import execute, insert_rows
from models.database.tables import to_stored
from models.deliveries.deliveries import Answer, Received
from models.files import uploads
from models.report import Outcome
from models.upkeep import low_space

# Bytes of a body that was refused: enough to see why, and a sender that is refused for ever must not fill the disk.
KEPT_OF_REJECTED = 64 * 1024

ADD = (
    "INSERT INTO deliveries (channel_id, hook_id, received_at, remote_address, method, headers, body, size,"
    " outcome, code, status, answer, milliseconds, message_id, case_id, old_url_id, replay_of,"
    " path, format, format_version, fell_back, files, left_out)"
)
COUNT_ON_HOOK = (
    "UPDATE hooks SET deliveries = deliveries + ?, rejected = rejected + ?, last_delivery_at = ?,"
    " last_accepted_at = COALESCE(?, last_accepted_at) WHERE id = ?"
)


def row(received: Received, answer: Answer, outcome: Outcome | None) -> tuple[Any, ...]:
    """A delivery with its answer as store() takes it."""
    return (
        received.channel_id,
        received.hook_id,
        to_stored(received.received_at),
        # Cut to the length of their columns, which PostgreSQL enforces; a sender can invent any method.
        received.remote_address[:45],
        received.method[:20],
        msgspec.json.encode(received.headers).decode(),
        _kept(received.body, answer),
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
        received.path,
        received.format,
        received.format_version,
        received.fell_back,
        uploads.stored(received.uploads.files),
        received.uploads.left_out,
    )


def _kept(body: bytes, answer: Answer) -> bytes:
    """What is kept of a body: nothing while the disk is nearly full, since reports need what is left of it."""
    if low_space.is_low():
        return b""
    return body if answer.code is None else body[:KEPT_OF_REJECTED]


def store(rows: Sequence[tuple[Any, ...]]) -> None:
    """Keep deliveries. The caller holds the write transaction."""
    insert_rows(ADD, rows)


def count_on_hook(hook_id: int, number: int, *, rejected: int, last: datetime, last_accepted: datetime | None) -> None:
    """Add to a hook's number of deliveries. The caller holds the write transaction."""
    accepted = None if last_accepted is None else to_stored(last_accepted)
    execute(COUNT_ON_HOOK, (number, rejected, to_stored(last), accepted, hook_id))
