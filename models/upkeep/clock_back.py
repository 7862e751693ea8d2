"""A clock that was set back: what was noted while it went ahead is brought to now, so that nothing waits for years.

What a person chose, such as a deadline or the day on which a URL expires, stays.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from models.database import change, connection, read_value, writing
from models.database.tables import to_stored
from models.news import changes

AHEAD = timedelta(hours=1)
"""Less than this is the difference of two machines."""
LATER = timedelta(days=1)
"""Nothing that fetches files puts off one for longer."""

_FOUND = (
    "SELECT EXISTS (SELECT 1 FROM hooks WHERE last_accepted_at > ? OR watched_since > ?)"
    " OR EXISTS (SELECT 1 FROM attachments WHERE next_at > ?)"
)
_SPOKE = "UPDATE hooks SET last_accepted_at = ? WHERE last_accepted_at > ?"
_WATCHED = "UPDATE hooks SET watched_since = ? WHERE watched_since > ?"
_DUE = "UPDATE attachments SET next_at = ? WHERE next_at > ?"


def catch_up(now: datetime) -> int:
    """Have silence count, and files be fetched, from `now` on; how many times were ahead of it. Raises Problem."""
    at, ahead, later = (to_stored(moment) for moment in (now, now + AHEAD, now + LATER))
    with connection():
        if not read_value(_FOUND, (ahead, ahead, later)):
            return 0
    with writing():
        found = change(_SPOKE, (at, ahead)) + change(_WATCHED, (at, ahead)) + change(_DUE, (at, later))
        changes.tell(None)
    return found
