"""Times as a person reads them: local, and relative to now.

Screens call `clock.now()` through the module, so that a test can stop the clock in one place.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

MINUTE, HOUR, DAY = 60, 3600, 86400


def now() -> datetime:
    """The time, aware, in UTC."""
    return datetime.now(UTC)


def midnight(day: date) -> datetime:
    """When a local day begins, in UTC."""
    return datetime.combine(day, time()).astimezone(UTC)


def relative(at: datetime, now: datetime) -> str:
    """A few characters for a list row: "now", "2 min", "1 h", "yesterday", "12 Mar"."""
    seconds = (now - at).total_seconds()
    if seconds < MINUTE:
        return "now"
    if seconds < HOUR:
        return f"{int(seconds // MINUTE)} min"
    if seconds < DAY:
        return f"{int(seconds // HOUR)} h"
    return _day(at, now)


def long_relative(at: datetime, now: datetime) -> str:
    """The same in words: "just now", "2 minutes ago", "yesterday", "on 12 Mar"."""
    seconds = (now - at).total_seconds()
    if seconds < MINUTE:
        return "just now"
    if seconds < HOUR:
        return _ago(int(seconds // MINUTE), "minute")
    if seconds < DAY:
        return _ago(int(seconds // HOUR), "hour")
    day = _day(at, now)
    return day if day == "yesterday" else f"on {day}"


def span(length: timedelta) -> str:
    """How long something takes or has taken, rounded down: "5 min", "3 h", "2 days"; at least a minute."""
    seconds = int(length.total_seconds())
    if seconds < HOUR:
        return f"{max(1, seconds // MINUTE)} min"
    if seconds < 2 * DAY:
        return f"{seconds // HOUR} h"
    return f"{seconds // DAY} days"


def period(seconds: int) -> str:
    """A length that a person chose, exactly: "45 min", "2 h", "90 min", "1 day", "3 days"."""
    if seconds % DAY == 0:
        return "1 day" if seconds == DAY else f"{seconds // DAY} days"
    if seconds % HOUR == 0:
        return f"{seconds // HOUR} h"
    return f"{seconds // MINUTE} min" if seconds % MINUTE == 0 else f"{seconds} s"


def exact(at: datetime) -> str:
    """The whole local time, for a tooltip: "Monday 23 November 2026, 09:41:07"."""
    local = at.astimezone()
    return f"{local:%A} {local.day} {local:%B %Y, %H:%M:%S}"


def time_of_day(at: datetime, now: datetime) -> str:
    """For a timeline: "09:41" today, otherwise the day too: "12 Mar 09:41"."""
    local = at.astimezone()
    if local.date() == now.astimezone().date():
        return f"{local:%H:%M}"
    return f"{_date(local, now.astimezone())} {local:%H:%M}"


def _ago(count: int, unit: str) -> str:
    return f"1 {unit} ago" if count == 1 else f"{count} {unit}s ago"


def _day(at: datetime, now: datetime) -> str:
    local, today = at.astimezone(), now.astimezone()
    if local.date() == (today - timedelta(days=1)).date():
        return "yesterday"
    return _date(local, today)


def _date(local: datetime, today: datetime) -> str:
    return f"{local.day} {local:%b}" if local.year == today.year else f"{local.day} {local:%b %Y}"
