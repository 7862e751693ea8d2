"""Columns and history of a case as they are stored, for actions: the caller holds the write transaction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from models.cases.cases import Action
from models.database import execute, read_value
from models.database.tables import StoredTime

NEXT_NUMBER = "UPDATE channels SET last_case_number = last_case_number + 1 WHERE id = ? RETURNING last_case_number"


def read(case_id: int, columns: Iterable[str]) -> dict[str, Any]:
    """Columns of a case as they are stored."""
    names = tuple(columns)
    return dict(zip(names, execute(f"SELECT {', '.join(names)} FROM cases WHERE id = ?", (case_id,))[0], strict=True))


def write(case_id: int, columns: dict[str, Any]) -> None:
    """Set columns of a case."""
    sets = ", ".join(f"{name} = ?" for name in columns)
    execute(f"UPDATE cases SET {sets} WHERE id = ?", (*columns.values(), case_id))


def add_history(case_id: int, at: StoredTime, by: str, action: Action, detail: str) -> int:
    """Add an entry to the history; its id."""
    text = 'INSERT INTO history (case_id, at, "by", action, detail) VALUES (?, ?, ?, ?, ?) RETURNING id'
    return int(read_value(text, (case_id, at, by, action, detail)))


def remove_history(entry: int) -> None:
    """Delete an entry of the history: what it tells of was taken back."""
    execute("DELETE FROM history WHERE id = ?", (entry,))
