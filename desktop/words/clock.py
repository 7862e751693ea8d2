"""Times as a person reads them: local, and relative to now.

Screens call `clock.now()` through the module, so that a test can stop the clock in one place.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from desktop.words import dates
from desktop.words.language import tr
from models import moments

MINUTE, HOUR, DAY = 60, 3600, 86400


def now() -> datetime:
    """The time, aware, in UTC."""
    return datetime.now(UTC)


def midnight(day: date) -> datetime:
    """When a local day begins, in UTC."""
    return moments.of_local(day, time())


def relative(at: datetime, now: datetime) -> str:
    """A few characters for a list row: "now", "2 min", "1 h", "yesterday", "12 Mar".

    What is a day ahead was noted before the clock was set back, and is no news: it has its date.
    """
    seconds = (now - at).total_seconds()
    if seconds < -DAY:
        return _date(at, now)
    if seconds < MINUTE:
        return tr("now")
    if seconds < HOUR:
        return tr("{count} min", int(seconds // MINUTE))
    if seconds < DAY:
        return tr("{count} h", int(seconds // HOUR))
    return tr("yesterday") if _is_yesterday(at, now) else _date(at, now)


def long_relative(at: datetime, now: datetime) -> str:
    """The same in words: "just now", "2 minutes ago", "yesterday", "on 12 Mar"."""
    seconds = (now - at).total_seconds()
    if seconds < -DAY:
        return tr("on {day}", day=_date(at, now))
    if seconds < MINUTE:
        return tr("just now")
    if seconds < HOUR:
        return tr("{count} minutes ago", int(seconds // MINUTE))
    if seconds < DAY:
        return tr("{count} hours ago", int(seconds // HOUR))
    return tr("yesterday") if _is_yesterday(at, now) else tr("on {day}", day=_date(at, now))


def ago(at: datetime, now: datetime) -> str:
    """How long ago, for a place of its own: "just now", "2 min ago", "yesterday", "12 Mar"."""
    seconds = (now - at).total_seconds()
    if seconds < -DAY:
        return relative(at, now)
    if seconds < MINUTE:
        return tr("just now")
    if seconds < HOUR:
        return tr("{count} min ago", int(seconds // MINUTE))
    if seconds < DAY:
        return tr("{count} h ago", int(seconds // HOUR))
    return relative(at, now)


def span(length: timedelta) -> str:
    """How long something takes or has taken, rounded down: "5 min", "3 h", "2 days"; at least a minute."""
    seconds = int(length.total_seconds())
    if seconds < HOUR:
        return tr("{count} min", max(1, seconds // MINUTE))
    if seconds < 2 * DAY:
        return tr("{count} h", seconds // HOUR)
    return tr("{count} days", seconds // DAY)


def period(seconds: int) -> str:
    """A length that a person chose, exactly: "45 min", "2 h", "90 min", "1 day", "3 days"."""
    if seconds % DAY == 0:
        return tr("{count} days", seconds // DAY)
    if seconds % HOUR == 0:
        return tr("{count} h", seconds // HOUR)
    return tr("{count} min", seconds // MINUTE) if seconds % MINUTE == 0 else tr("{count} s", seconds)


def exact(at: datetime) -> str:
    """The whole local time, for a tooltip: "Monday 23 November 2026, 09:41:07"."""
    return dates.written(at, dates.TO_THE_SECOND)


def time_of_day(at: datetime, now: datetime) -> str:
    """For a timeline: "09:41" today, otherwise the day too: "12 Mar 09:41"."""
    local, today = moments.local(at), moments.local(now)
    if local.date() == today.date():
        return dates.written(at, dates.TIME)
    pattern = dates.DAY_OF_THIS_YEAR_AND_TIME if local.year == today.year else dates.DAY_AND_TIME
    return dates.written(at, pattern)


def _is_yesterday(at: datetime, now: datetime) -> bool:
    return moments.local(at).date() == (now.astimezone() - timedelta(days=1)).date()


def _date(at: datetime, now: datetime) -> str:
    is_of_this_year = moments.local(at).year == now.astimezone().year
    return dates.written(at, dates.DAY_OF_THIS_YEAR if is_of_this_year else dates.DAY)
