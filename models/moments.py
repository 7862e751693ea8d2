"""Moments: aware times in the time of this place, be they as early or as late as a calendar goes.

9999-12-31 is a deadline that people choose for "never", and east of Greenwich it has no local time any more.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, tzinfo

# What Python raises for a moment beyond the years 1 to 9999, by system and by the side of Greenwich.
_BEYOND = (OverflowError, ValueError, OSError)


def local(at: datetime) -> datetime:
    """An aware time in the time of this place; beyond the calendar its first or last moment."""
    try:
        return at.astimezone()
    except _BEYOND:
        return _edge(at, datetime.now(UTC).astimezone().tzinfo)


def of_local(day: date, at: time) -> datetime:
    """A time of a day of this place, in UTC; beyond the calendar its first or last moment."""
    try:
        return datetime.combine(day, at).astimezone(UTC)
    except _BEYOND:
        return _edge(day, UTC)


def _edge(at: date, zone: tzinfo | None) -> datetime:
    edge = (date.max, time.max) if at.year > 5000 else (date.min, time.min)
    return datetime.combine(*edge, tzinfo=zone)
