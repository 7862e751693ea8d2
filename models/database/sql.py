"""SQL text, prepared once and run on this thread's connection."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from models.database.tables import database


def execute(text: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """Run prepared SQL text, written with ?, on this thread's connection; all of its rows."""
    if database.param == "?":
        return list(database.execute_sql(text, params))
    cursor = database.execute_sql(_with_percent_marks(text), params)
    return [] if cursor.description is None else cursor.fetchall()


def read_value(text: str, params: Sequence[Any] = ()) -> Any:
    """The first value of what prepared SQL text reads; None without a row."""
    rows = execute(text, params)
    return rows[0][0] if rows else None


def read_column(text: str, params: Sequence[Any] = ()) -> list[Any]:
    """The first value of each row of what prepared SQL text reads."""
    return [row[0] for row in execute(text, params)]


def change(text: str, params: Sequence[Any] = ()) -> int:
    """Run prepared SQL text that updates or deletes; how many rows that were."""
    text = text if database.param == "?" else _with_percent_marks(text)
    return int(database.rows_affected(database.execute_sql(text, params)))


def insert_rows(text: str, rows: Sequence[Sequence[Any]]) -> None:
    """Insert rows of one length by one statement; `text` is that statement up to its VALUES.

    Each statement lets go of the interpreter and has to get it back from busy threads: that is what costs.
    """
    if rows:
        execute(_with_values(text, len(rows), len(rows[0])), [value for row in rows for value in row])


@lru_cache(maxsize=1024)
def _with_percent_marks(text: str) -> str:
    """The text with %s for each ?, as psycopg wants it; in SQL of ours, each ? is a parameter."""
    return text.replace("%", "%%").replace("?", "%s")


@lru_cache(maxsize=256)
def _with_values(text: str, rows: int, columns: int) -> str:
    row = f"({', '.join('?' * columns)})"
    return f"{text} VALUES {', '.join([row] * rows)}"
