"""Purging: what a removed channel held goes in batches, between which anybody may write."""

from __future__ import annotations

from itertools import pairwise
from threading import Thread

import pytest

from models.channels import channels, hooks
from models.channels.purging import purge_removed
from models.database import close_database, connection, execute, writing

MANY, BATCH = 500, 40


def fill(channel_id: int) -> None:
    with writing():
        for number in range(MANY):
            execute(
                'INSERT INTO messages (channel_id, kind, text, "references", received_at)'
                " VALUES (?, 'activity', 'x', '[]', ?)",
                (channel_id, number),
            )


def left() -> int:
    with connection():
        return int(execute("SELECT COUNT(*) FROM messages")[0][0])


def test_who_writes_waits_for_no_more_than_a_batch(operations: hooks.Hook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.upkeep.batches.LARGEST", BATCH)
    fill(operations.channel_id)
    channels.remove(operations.channel_id)
    seen = list[int]()

    def write() -> None:
        channels.add(f"Channel {len(seen)}")
        close_database()

    def others_write() -> bool:
        """Between two batches another thread takes the lock of the writers, and is done before the next."""
        writer = Thread(target=write)
        writer.start()
        writer.join(10)
        assert not writer.is_alive()
        seen.append(left())
        return True

    assert purge_removed(others_write) == MANY
    assert (seen[0], seen[-1]) == (MANY, 0)
    assert max(before - after for before, after in pairwise(seen)) <= BATCH
    assert len(channels.all_channels()) == len(seen)


def test_nothing_is_done_where_nothing_is_left(operations: hooks.Hook) -> None:
    channels.remove(operations.channel_id)
    asked = list[int]()

    def ask() -> bool:
        asked.append(1)
        return True

    assert (purge_removed(ask), asked) == (0, [])
