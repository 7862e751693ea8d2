"""What hooks and deliveries need for bodies of any shape: how a hook reads, and how a delivery was read. Frozen."""

from __future__ import annotations

from typing import Any

COLUMNS = (
    ("hooks", "reads VARCHAR(100) NOT NULL DEFAULT 'automatic'"),
    ("deliveries", "path TEXT NOT NULL DEFAULT ''"),
    ("deliveries", "format VARCHAR(100)"),
    ("deliveries", "fell_back TEXT"),
)


def up(migrator: Any, db: Any) -> None:
    for table, column in COLUMNS:
        db.execute_sql(f"ALTER TABLE {table} ADD COLUMN {column}")
