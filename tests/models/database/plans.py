"""How PostgreSQL would answer queries if its tables were large: it may not sort, nor walk a table as it lies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from models.database.tables import database

# What is small, whatever the desk: its channels, hooks, people and settings.
SMALL = ("channels", "hooks", "old_urls", "people", "settings")


def steps(asked: Sequence[tuple[str, Any]]) -> list[str]:
    """The steps of the plans of queries; tables as small as a test's would always be walked otherwise."""
    with database.atomic():
        database.execute_sql("SET LOCAL enable_seqscan = off")
        database.execute_sql("SET LOCAL enable_sort = off")
        database.execute_sql("SET LOCAL enable_incremental_sort = off")
        return [
            row[0].strip()
            for text, params in asked
            if not text.startswith(("BEGIN", "SELECT set_config"))
            for row in database.execute_sql("EXPLAIN " + text, params or ())
        ]


def sorts_or_scans(asked: Sequence[tuple[str, Any]]) -> list[str]:
    """The steps that grow with the desk: a sort of what was found, or a table walked as it lies."""
    found = [step.removeprefix("->").strip() for step in steps(asked)]
    walks = [step for step in found if step.startswith("Seq Scan on ") and step.split()[3] not in SMALL]
    # A condition that contradicts itself finds nothing, and that is sorted for nothing.
    return walks + [step for step in found if "Sort  (" in step and " rows=0 " not in step]
