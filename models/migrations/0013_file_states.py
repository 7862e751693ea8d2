"""How many files are in each state is counted in an index. Frozen."""

from __future__ import annotations

from typing import Any


def up(migrator: Any, db: Any) -> None:
    db.execute_sql("CREATE INDEX attachments_state ON attachments (state) WHERE state IS NOT NULL")
