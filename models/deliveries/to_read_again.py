"""What could be read better: deliveries that were refused for their body, or told without a format, and not mended."""

from __future__ import annotations

from collections.abc import Iterator

from models.database import connection, read_column, read_value

# Of a delivery and its replays the one that counts, and no message that went into a case since.
TO_READ = (
    " FROM deliveries WHERE hook_id = ? AND id <= ? AND mended_by IS NULL"
    " AND size > 0 AND LENGTH(body) + left_out = size"
    " AND (replay_of IS NULL OR id = (SELECT mended_by FROM deliveries AS first WHERE first.id = deliveries.replay_of))"
    " AND ((outcome = 'rejected' AND code IN ('invalid_json', 'invalid_report'))"
    " OR (outcome = 'posted' AND (format = '' OR fell_back IS NOT NULL)"
    " AND EXISTS (SELECT 1 FROM messages WHERE messages.id = deliveries.message_id AND kind = 'activity'"
    " AND case_id IS NULL AND report_id IS NULL AND \"references\" = '[]')))"
)
_SLICE = 100


def count(hook_id: int, newest: int) -> int:
    """How many there are of a hook, up to the delivery `newest`."""
    with connection():
        return int(read_value(f"SELECT COUNT(*){TO_READ}", (hook_id, newest)))


def ids(hook_id: int, newest: int) -> Iterator[int]:
    """Their ids, oldest first, read a few at a time."""
    last = 0
    while True:
        with connection():
            found = read_column(f"SELECT id{TO_READ} AND id > ? ORDER BY id LIMIT {_SLICE}", (hook_id, newest, last))
        yield from found
        if len(found) < _SLICE:
            return
        last = found[-1]
