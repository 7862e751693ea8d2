"""Times as the database keeps them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import NewType

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


# A time as the database keeps it: microseconds since 1970 in UTC.
StoredTime = NewType("StoredTime", int)


def to_stored(at: datetime) -> StoredTime:
    """A time as the database keeps it; a naive time raises ValueError."""
    if at.tzinfo is None:
        raise ValueError("a time without a zone cannot be stored")
    return StoredTime((at - EPOCH) // MICROSECOND)


def from_stored(value: StoredTime) -> datetime:
    """The aware UTC time of a stored one."""
    return EPOCH + timedelta(microseconds=value)


def from_stored_or_none(value: StoredTime | None) -> datetime | None:
    """The aware UTC time of a stored one, None where none is stored."""
    return None if value is None else from_stored(value)
