"""Links between cases that belong together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime

from models.cases import cases
from models.cases.case_actions import Done, refuse_gone
from models.cases.case_columns import add_history, remove_history
from models.cases.cases import LIVING, SELECT, Case, from_row
from models.database import connection, execute, read_column, writing
from models.database.tables import to_stored
from models.news.changes import tell
from models.problems import Problem

MOST_NUMBERS = 200
NUMBER = re.compile(r"(?<![\w/#&])#(\d{1,9})\b")


def of_case(case_id: int) -> list[Case]:
    """The cases that are linked with one, newest first."""
    with connection():
        rows = execute(
            f"{SELECT} JOIN links ON (links.case_id = ? AND links.other_id = cases.id)"
            f" OR (links.other_id = ? AND links.case_id = cases.id) WHERE {LIVING} AND channels.removed_at IS NULL"
            " ORDER BY cases.id DESC",
            (case_id, case_id),
        )
    return [from_row(row) for row in rows]


def numbers_in(channel_id: int, texts: Iterable[str]) -> frozenset[int]:
    """The numbers that stand in texts as "#12" and lead to a case of a channel."""
    named = {int(found[1]) for text in texts for found in NUMBER.finditer(text)}
    wanted = sorted(named)[:MOST_NUMBERS]
    if not wanted:
        return frozenset()
    marks = ", ".join("?" * len(wanted))
    text = f"SELECT number FROM cases WHERE channel_id = ? AND number IN ({marks}) AND deleted_at IS NULL"
    with connection():
        return frozenset(read_column(text, (channel_id, *wanted)))


def link(seen: Sequence[Case], by: str) -> Done:
    """Link each of several cases with every other; raises Problem when there is only one, Changed when one is gone."""
    if len(seen) < 2:
        raise Problem("A case cannot be linked with itself.", "Choose another one.")
    return _change(seen, by, adding=True)


def unlink(seen: Sequence[Case], by: str) -> Done:
    """Take the links between several cases away; raises Changed, as link() does, when one of them is gone."""
    return _change(seen, by, adding=False)


def add_link(one: int, other: int) -> bool:
    """Link two cases by their ids; whether they were not linked before. The caller holds the transaction."""
    text = "INSERT INTO links (case_id, other_id) VALUES (?, ?) ON CONFLICT DO NOTHING RETURNING 1"
    return bool(execute(text, tuple(sorted((one, other)))))


def remove_link(one: int, other: int) -> bool:
    """Unlink two cases by their ids; whether they were linked. The caller holds the transaction."""
    text = "DELETE FROM links WHERE case_id = ? AND other_id = ? RETURNING 1"
    return bool(execute(text, tuple(sorted((one, other)))))


def _change(seen: Sequence[Case], by: str, *, adding: bool) -> Done:
    there, back = (add_link, remove_link) if adding else (remove_link, add_link)
    with writing():
        found = refuse_gone(seen)
        now = to_stored(datetime.now(UTC))
        pairs = [(one, other) for at, one in enumerate(found) for other in found[at + 1 :]]
        changed = [(one.id, other.id) for one, other in pairs if there(one.id, other.id)]
        touched = {end for pair in changed for end in pair}
        entries = [
            add_history(case.id, now, by, "linked" if adding else "unlinked", _others(case, found))
            for case in found
            if case.id in touched
        ]
        tell({case.channel_id for case in found})
        return Done(tuple(cases.get(case.id) for case in found), lambda: _undo(found, changed, entries, back))


def _undo(
    found: Sequence[Case], changed: Sequence[tuple[int, int]], entries: Sequence[int], back: Callable[[int, int], bool]
) -> None:
    with writing():
        refuse_gone(found)
        for pair in changed:
            back(*pair)
        for entry in entries:
            remove_history(entry)
        tell({case.channel_id for case in found})


def _others(case: Case, found: Sequence[Case]) -> str:
    return ", ".join(
        f"#{other.number}" + (f" of {other.channel}" if other.channel_id != case.channel_id else "")
        for other in found
        if other.id != case.id
    )
