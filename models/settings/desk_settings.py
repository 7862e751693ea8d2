"""Small values that everything on one database shares."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from models.database import connection, execute, read_value, writing

RECEIVER_URL = "receiver_url"
RECEIVERS = "receivers"
MOST_RECEIVERS = 4

_READ = "SELECT value FROM settings WHERE name = ?"
_WRITE = "INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"


@dataclass(frozen=True, slots=True)
class ReceiverPlace:
    """Where a receiver began to listen, and what it has the URLs of web hooks begin with. It may have ended since."""

    url: str
    base_url: str


def get(name: str) -> str | None:
    """The value of a setting, None if it was never put."""
    with connection():
        found: str | None = read_value(_READ, (name,))
    return found


def put(name: str, value: str) -> None:
    """Store a value under a name."""
    with writing(beside=True):
        execute(_WRITE, (name, value))


def receivers() -> tuple[ReceiverPlace, ...]:
    """The receivers that were noted, the last one first. Whether one is there still, only asking it tells."""
    return _receivers(get(RECEIVERS))


def note_receiver(place: ReceiverPlace) -> None:
    """Note where a receiver begins to listen, also for its successors; the oldest of many is forgotten."""
    with writing(beside=True):
        others = [each for each in _receivers(read_value(_READ, (RECEIVERS,))) if each.url != place.url]
        noted = msgspec.json.encode([place, *others][:MOST_RECEIVERS]).decode()
        execute(_WRITE, (RECEIVERS, noted))
        execute(_WRITE, (RECEIVER_URL, place.base_url))


def _receivers(text: str | None) -> tuple[ReceiverPlace, ...]:
    return msgspec.json.decode(text, type=tuple[ReceiverPlace, ...]) if text else ()
