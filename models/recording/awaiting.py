"""Awaiting: which messages wait for report ids that are not known yet, within bounds of number and of age.

A sender may name a thousand ids in each report that never come. What is awaited no more stays in its message: only the
report that it names would find it no longer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from models.database import change, connection, execute, insert_rows, read_value
from models.database.tables import to_stored
from models.upkeep.batches import in_batches

# So many references of one channel are awaited, the newest. Twice as many stand there at most until the next sweep.
MOST = 100_000
LONGEST = timedelta(days=90)

ADD = "INSERT INTO awaited (channel_id, report_id, message_id, none_known)"
COUNT = "SELECT COUNT(*) FROM (SELECT 1 FROM awaited WHERE channel_id = ? LIMIT ?) AS found"
TOO_MANY = "SELECT channel_id FROM awaited GROUP BY channel_id HAVING COUNT(*) > ?"
FIRST_TOO_MANY = "SELECT message_id FROM awaited WHERE channel_id = ? ORDER BY message_id DESC LIMIT 1 OFFSET ?"
# CROSS JOIN keeps SQLite to this order: what is awaited is little, and its oldest are looked at first.
FIRST_FRESH = (
    "SELECT awaited.message_id FROM awaited CROSS JOIN messages WHERE messages.id = awaited.message_id"
    " AND messages.received_at >= ? ORDER BY awaited.message_id LIMIT 1"
)
LAST = "SELECT MAX(message_id) FROM awaited"
# What is being brought home is left alone. The sign before channel_id lets SQLite go by the index of message_id.
_FREE = (
    "(? OR +channel_id = ?) AND NOT EXISTS (SELECT 1 FROM settling"
    " WHERE settling.channel_id = awaited.channel_id AND settling.report_id = awaited.report_id)"
)
# By message, as SQLite would look through the whole channel for each batch of whole keys.
FORGET = (
    "DELETE FROM awaited WHERE message_id IN (SELECT message_id FROM awaited"
    f" WHERE message_id <= ? AND {_FREE} ORDER BY message_id LIMIT ?) AND {_FREE}"
)

# Of each channel how many were added since they were last counted, and which have no room until the next sweep.
# Both are estimates, of this process alone: to count at each report would make it slow.
_added: dict[int, int] = {}
_full: set[int] = set()


def wait(channel_id: int, message_id: int, names: Sequence[str], *, none_known: bool) -> None:
    """Let a message wait for report ids while its channel has room. The caller holds the write transaction."""
    if names and _has_room(channel_id, len(names)):
        insert_rows(ADD, [(channel_id, name, message_id, none_known) for name in names])


def sweep(now: datetime, keep_going: Callable[[], bool] = lambda: True) -> int:
    """Forget what was awaited too long, and the oldest beyond the bound of a channel; how many references that were.

    `keep_going` is asked before each batch.
    """
    forgotten = _forget(_last_too_old(now), None, keep_going)
    with connection():
        crowded = [channel_id for (channel_id,) in execute(TOO_MANY, (MOST,))]
        ends = {each: int(read_value(FIRST_TOO_MANY, (each, MOST)) or 0) for each in crowded}
    forgotten += sum(_forget(end, channel_id, keep_going) for channel_id, end in ends.items())
    _added.clear()
    _full.clear()
    return forgotten


def _has_room(channel_id: int, names: int) -> bool:
    if channel_id in _full:
        return False
    added = _added.get(channel_id, 0) + names
    if added > MOST:
        added = names
        if int(read_value(COUNT, (channel_id, MOST))) >= MOST:
            _full.add(channel_id)
            return False
    _added[channel_id] = added
    return True


def _last_too_old(now: datetime) -> int:
    """The last message that waits for too long; 0 without any."""
    with connection():
        last = int(read_value(LAST) or 0)  # before the fresh are looked for: what comes in between is fresh
        fresh = read_value(FIRST_FRESH, (to_stored(now - LONGEST),))
        return last if fresh is None else int(fresh) - 1


def _forget(last: int, channel_id: int | None, keep_going: Callable[[], bool]) -> int:
    whose = (channel_id is None, channel_id or 0)

    def forget(size: int) -> int:
        return change(FORGET, (last, *whose, size, *whose))

    return in_batches(forget, keep_going) if last else 0
