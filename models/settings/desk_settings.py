"""Small values that everything on one database shares."""

from __future__ import annotations

from models.database import connection, execute, read_value, writing

RECEIVER_URL = "receiver_url"


def get(name: str) -> str | None:
    """The value of a setting, None if it was never put."""
    with connection():
        found: str | None = read_value("SELECT value FROM settings WHERE name = ?", (name,))
    return found


def put(name: str, value: str) -> None:
    """Store a value under a name."""
    with writing(beside=True):
        execute(
            "INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (name, value),
        )
