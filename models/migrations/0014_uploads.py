"""Files in posts: how large one may be at a hook, and which came with a delivery, kept without them. Frozen."""

from __future__ import annotations

from typing import Any

COLUMNS = (
    ("hooks", "largest_body INTEGER NOT NULL DEFAULT 1048576"),
    ("deliveries", "files TEXT"),
    ("deliveries", "left_out BIGINT NOT NULL DEFAULT 0"),
)


def up(migrator: Any, db: Any) -> None:
    for table, column in COLUMNS:
        db.execute_sql(f"ALTER TABLE {table} ADD COLUMN {column}")
