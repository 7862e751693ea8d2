"""Awaiting: which messages wait for report ids that are not known yet, within bounds of number and of age.

A sender may name a thousand ids in each report that never come. What is awaited no more stays in its message: only the
report that it names would find it no longer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from models.database import change, connection, execute, insert_rows, read_value
from models.database.tables import to_stored
from models.deliveries import retention
from models.deliveries.retention import LARGEST
from models.upkeep.batches import in_batches

ADD = "INSERT INTO awaited (channel_id, scope, report_id, message_id, none_known)"
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
    " WHERE settling.channel_id = awaited.channel_id AND settling.scope = awaited.scope"
    " AND settling.report_id = awaited.report_id)"
)
# By message, as SQLite would look through the whole channel for each batch of whole keys.
FORGET = (
    "DELETE FROM awaited WHERE message_id IN (SELECT message_id FROM awaited"
    f" WHERE message_id <= ? AND {_FREE} ORDER BY message_id LIMIT ?) AND {_FREE}"
)


class _Room:
    """Of each channel how many were added since they were last counted, and which have no room until the next sweep.

    `most` are awaited of a channel, the newest; twice as many stand there at most until the next sweep, None before
    the first. All are estimates, of this process alone: to count, or to read the policy, at each report would make it
    slow.
    """

    def __init__(self) -> None:
        self.most: int | None = None
        self.added: dict[int, int] = {}
        self.full: set[int] = set()

    def begin(self, most: int | None) -> None:
        self.most = LARGEST if most is None else most
        self.added.clear()
        self.full.clear()

    def has(self, channel_id: int, names: int) -> bool:
        if channel_id in self.full:
            return False
        if self.most is None:
            self.begin(retention.policy().awaited_most)
        added, most = self.added.get(channel_id, 0) + names, self.most or LARGEST
        if added > most:
            added = names
            if int(read_value(COUNT, (channel_id, most))) >= most:
                self.full.add(channel_id)
                return False
        self.added[channel_id] = added
        return True


_room = _Room()


def wait(channel_id: int, scope: int, message_id: int, names: Sequence[str], *, none_known: bool) -> None:
    """Let a message wait for report ids while its channel has room. The caller holds the write transaction."""
    if names and _room.has(channel_id, len(names)):
        insert_rows(ADD, [(channel_id, scope, name, message_id, none_known) for name in names])


def sweep(now: datetime, keep_going: Callable[[], bool] = lambda: True) -> int:
    """Forget what was awaited too long, and the oldest beyond the bound of a channel; how many references that were.

    `keep_going` is asked before each batch.
    """
    rule = retention.policy()
    forgotten = 0
    if rule.awaited_days is not None:
        forgotten += _forget(_last_too_old(now - timedelta(days=rule.awaited_days)), None, keep_going)
    if rule.awaited_most is not None:
        ends = _ends_of_too_many(rule.awaited_most)
        forgotten += sum(_forget(end, channel_id, keep_going) for channel_id, end in ends.items())
    _room.begin(rule.awaited_most)
    return forgotten


def _ends_of_too_many(most: int) -> dict[int, int]:
    """Of each channel in which more is awaited than `most` the last message that waits in vain."""
    with connection():
        crowded = [channel_id for (channel_id,) in execute(TOO_MANY, (most,))]
        return {each: int(read_value(FIRST_TOO_MANY, (each, most)) or 0) for each in crowded}


def _last_too_old(since: datetime) -> int:
    """The last message that waits for too long; 0 without any."""
    with connection():
        last = int(read_value(LAST) or 0)  # before the fresh are looked for: what comes in between is fresh
        fresh = read_value(FIRST_FRESH, (to_stored(since),))
        return last if fresh is None else int(fresh) - 1


def _forget(last: int, channel_id: int | None, keep_going: Callable[[], bool]) -> int:
    whose = (channel_id is None, channel_id or 0)

    def forget(size: int) -> int:
        return change(FORGET, (last, *whose, size, *whose))

    return in_batches(forget, keep_going) if last else 0
