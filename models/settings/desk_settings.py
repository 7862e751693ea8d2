"""Small values that everything on one database shares."""

from __future__ import annotations

from models.database import connection, execute, writing

RECEIVER_URL = "receiver_url"


def get(name: str) -> str | None:
    """The value of a setting, None if it was never put."""
    with connection():
        rows = execute("SELECT value FROM settings WHERE name = ?", (name,))
    return str(rows[0][0]) if rows else None


def put(name: str, value: str) -> None:
    """Store a value under a name."""
    with writing(beside=True):
        execute(
            "INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (name, value),
        )
