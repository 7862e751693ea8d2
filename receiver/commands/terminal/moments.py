"""Times and spans of time as they are typed on a command line: local, unless an offset says otherwise."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

import click

from models.cases.case_filter import Between

_DURATION = re.compile("(?P<number>[0-9]{1,6})(?P<unit>[mhd])|0")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


def moment(text: str) -> datetime:
    """2026-03-20T17:00, or the beginning of 2026-03-20. Raises ValueError."""
    day = _day(text)
    return _aware(datetime.fromisoformat(text) if day is None else datetime.combine(day, time.min))


def end(text: str) -> datetime:
    """The same, but a day alone is meant with all of its hours: the beginning of the next. Raises ValueError."""
    day = _day(text)
    return _aware(datetime.fromisoformat(text) if day is None else datetime.combine(day + timedelta(1), time.min))


def deadline(text: str) -> datetime:
    """A day, which counts until its last minute, or a time; for click."""
    try:
        day = _day(text)
        return moment(text) if day is None else _aware(datetime.combine(day, time(23, 59)))
    except (ValueError, OverflowError):
        raise click.BadParameter(f"{text} is no day or time; write 2026-03-20 or 2026-03-20T17:00.") from None


def beginning(text: str) -> datetime:
    """A day, from its first minute on, or a time; for click."""
    try:
        return moment(text)
    except (ValueError, OverflowError):
        raise click.BadParameter(f"{text} is no day or time; write 2026-03-20 or 2026-03-20T17:00.") from None


def expiry(text: str) -> datetime:
    """A day, which counts whole, or a time; for click."""
    try:
        return end(text)
    except (ValueError, OverflowError):
        raise click.BadParameter(f"{text} is no day or time; write 2026-03-20 or 2026-03-20T17:00.") from None


def duration(text: str) -> timedelta:
    """A whole number of minutes, hours or days, such as 90m, 26h or 7d; or 0. For click."""
    found = _DURATION.fullmatch(text)
    if found is None:
        raise click.BadParameter(f"{text} is no time that passes; write 90m, 26h or 7d.")
    return timedelta(**{_UNITS[found["unit"] or "m"]: int(found["number"] or 0)})


def span(text: str) -> Between:
    """SINCE..UNTIL, of which one may be missing; days count whole; for click."""
    since, dots, until = text.partition("..")
    try:
        if not dots or not (since or until):
            raise ValueError
        return Between(moment(since) if since else None, end(until) if until else None)
    except (ValueError, OverflowError):
        raise click.BadParameter(
            f"{text} is no span; write 2026-03-01..2026-03-31, 2026-03-01.. or ..2026-03-31."
        ) from None


def _day(text: str) -> date | None:
    """The day that a text without hours names."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _aware(at: datetime) -> datetime:
    return at.astimezone(UTC)
