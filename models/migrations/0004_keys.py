"""What cases need to have a key: it, what repeats under it, who closed them; and a hook's time to reopen. Frozen."""

from __future__ import annotations

from typing import Any

COLUMNS = (
    ("hooks", "reopen_within INTEGER NOT NULL DEFAULT 3600"),
    ("cases", "key VARCHAR(255)"),
    ("cases", "key_content VARCHAR(32)"),
    ("cases", "repeats INTEGER NOT NULL DEFAULT 0"),
    ("cases", "last_repeat_at BIGINT"),
    ("cases", "closed_by_sender {boolean} NOT NULL DEFAULT FALSE"),
)

INDEXES = (
    "CREATE INDEX cases_key ON cases (channel_id, key, id) WHERE key IS NOT NULL",
    "CREATE INDEX cases_closed_by_sender ON cases (id)"
    " WHERE closed_by_sender AND merged_into_id IS NULL AND deleted_at IS NULL",
)


def up(migrator: Any, db: Any) -> None:
    boolean = "BOOLEAN" if db.for_update else "INTEGER"  # on SQLite Peewee has no other
    for table, column in COLUMNS:
        db.execute_sql(f"ALTER TABLE {table} ADD COLUMN {column.format(boolean=boolean)}")
    for index in INDEXES:
        db.execute_sql(index)
