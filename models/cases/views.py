"""Saved views: filters with a name that people come back to."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from models.cases.case_filter import Filter, Order
from models.database import connection, execute, read_value, writing
from models.news.changes import tell
from models.problems import Problem

NAME_LENGTH = 100


@dataclass(frozen=True, slots=True)
class View:
    """A filter and an order under a name; `id` is None for those that come with the program."""

    id: int | None
    name: str
    filter: Filter
    order: Order


class _StoredView(msgspec.Struct, frozen=True):
    """What the database keeps of a view."""

    filter: Filter
    order: Order


def ready_made(assignee_id: int | None) -> list[View]:
    """The views that come with the program; `assignee_id` is the person at this desk, if there is one."""
    mine = [View(None, "Mine", Filter(state="open", assignee_id=assignee_id), "updated")] if assignee_id else []
    return [
        *mine,
        View(None, "Nobody's", Filter(state="open", nobody=True), "newest"),
        View(None, "High and above", Filter(state="open", priorities=(3, 4, 5)), "priority"),
        View(None, "Overdue", Filter(overdue=True), "deadline"),
    ]


def saved() -> list[View]:
    """The views that people saved, in their order."""
    with connection():
        rows = execute("SELECT id, name, content FROM views ORDER BY position, id")
    return [View(id_, name, kept.filter, kept.order) for id_, name, text in rows if (kept := _read(text))]


def save(name: str, filter_: Filter, order: Order) -> View:
    """Save a view under a name, in place of one that had the name; raises Problem when the name is empty."""
    name = " ".join(name.split())[:NAME_LENGTH]
    if not name:
        raise Problem("A view needs a name.", "Enter one.")
    with writing():
        execute("DELETE FROM views WHERE name = ?", (name,))
        text = msgspec.json.encode(_StoredView(filter_, order)).decode()
        new_id = read_value("INSERT INTO views (name, position, content) VALUES (?, 0, ?) RETURNING id", (name, text))
        tell(None)
    return View(new_id, name, filter_, order)


def remove(view_id: int) -> None:
    """Forget a saved view."""
    with writing():
        execute("DELETE FROM views WHERE id = ?", (view_id,))
        tell(None)


def _read(text: str) -> _StoredView | None:
    """A view of a newer program may not be readable here; it is left out, and kept."""
    try:
        return msgspec.json.decode(text, type=_StoredView)
    except msgspec.ValidationError:
        return None
