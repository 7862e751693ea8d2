"""Kept: how much the database holds of what retention deletes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from models.database import connection, execute, read_value
from models.database.tables import from_stored_or_none
from models.upkeep import space


@dataclass(frozen=True, slots=True)
class Kept:
    """How many deliveries there are, when the oldest came, and how many bytes the whole database takes."""

    deliveries: int
    oldest: datetime | None
    size: int


def kept() -> Kept:
    """What there is now. It counts the deliveries one by one: not on a thread that somebody waits for."""
    with connection():
        oldest = read_value("SELECT received_at FROM deliveries ORDER BY id LIMIT 1")
        [(deliveries,)] = execute("SELECT COUNT(*) FROM deliveries")
        size = space.size()
    return Kept(deliveries, from_stored_or_none(oldest), size)
