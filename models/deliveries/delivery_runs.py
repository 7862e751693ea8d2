"""Runs: parts of one index of deliveries, read one beside the other in the order that all of them have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from models.database import is_shared

Order = Literal["received_at DESC, id DESC", "received_at, id"]
NEWEST: Order = "received_at DESC, id DESC"
OLDEST: Order = "received_at, id"


@dataclass(frozen=True, slots=True)
class Run:
    """The deliveries that meet a condition which an index answers."""

    index: str
    where: str
    params: Sequence[Any]


def merged(runs: Sequence[Run], order: Order, limit: int, skipped: int = 0) -> tuple[str, list[Any]]:
    """SQL that reads (id, received_at) of the first `limit` of all runs, behind the first `skipped`; its parameters.

    SQLite, told which index to use, merges the runs as it reads them. PostgreSQL would sort each of them whole, as its
    indexes do not have the id behind the time: it reads as many as are wanted of each, and sorts these.
    """
    if not runs:
        return "SELECT CAST(NULL AS BIGINT) AS id, CAST(NULL AS BIGINT) AS received_at WHERE 1 = 0", []
    if is_shared():
        each = f"SELECT id, received_at FROM deliveries WHERE {{}} ORDER BY {order} LIMIT ?"
        union = " UNION ALL ".join(f"({each.format(run.where)})" for run in runs)
        params = [value for run in runs for value in (*run.params, limit + skipped)]
        text = f"SELECT id, received_at FROM ({union}) AS runs"
    else:
        each = "SELECT id, received_at FROM deliveries INDEXED BY {} WHERE {}"
        text = " UNION ALL ".join(each.format(run.index, run.where) for run in runs)
        params = [value for run in runs for value in run.params]
    return f"{text} ORDER BY {order} LIMIT ? OFFSET ?", [*params, limit, skipped]
