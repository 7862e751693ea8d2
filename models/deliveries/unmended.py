"""Deliveries that were rejected and that nobody mended: what can be replayed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from models.database import connection, execute, read_column

# What a hook rejected and nobody mended. Of a delivery that was replayed in vain only the first counts.
WAITING = (
    " FROM deliveries WHERE hook_id = ? AND outcome = 'rejected' AND mended_by IS NULL AND replay_of IS NULL"
    " AND size > 0 AND LENGTH(body) + left_out = size AND id <= ?"
)
IS_WAITING = "SELECT 1 FROM deliveries WHERE id = ? AND mended_by IS NULL"
_SLICE = 100


def rejected(hook_id: int, newest: int) -> dict[str, int]:
    """How many of a hook's deliveries up to the delivery `newest` wait to be mended, by the code of their refusal."""
    with connection():
        return dict(execute(f"SELECT code, COUNT(*){WAITING} GROUP BY code ORDER BY COUNT(*) DESC", (hook_id, newest)))


def waiting(hook_id: int, newest: int, codes: Collection[str]) -> Iterator[int]:
    """The ids of those with one of these codes, oldest first, read a few at a time."""
    if not codes:
        return
    marks, last = ", ".join("?" * len(codes)), 0
    text = f"SELECT id{WAITING} AND code IN ({marks}) AND id > ? ORDER BY id LIMIT {_SLICE}"
    while True:
        params: tuple[Any, ...] = (hook_id, newest, *codes, last)
        with connection():
            found = read_column(text, params)
        yield from found
        if len(found) < _SLICE:
            return
        last = found[-1]


def is_waiting(delivery_id: int) -> bool:
    """Whether a delivery is still there and nobody mended it."""
    with connection():
        return bool(execute(IS_WAITING, (delivery_id,)))
