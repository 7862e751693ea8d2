"""The administrator's own formats: a draft that is written, versions that were published, and the one in force.

What a text says is not looked at here; receiver/formats reads it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from models.channels.hook_rules import by_format
from models.channels.hooks import REVISED
from models.database import connection, execute, read_value, writing
from models.database.rows import Column, Rows
from models.database.tables import from_stored, from_stored_or_none, to_stored
from models.names import folded
from models.news.changes import tell
from models.problems import NotThere, Problem

NAME_LENGTH = 100


@dataclass(frozen=True, slots=True)
class OwnFormat:
    """A format; `draft` is the text that is being written, None where nothing is, `published` the version in force."""

    id: int
    name: str
    draft: str | None
    draft_changed_at: datetime | None
    published: int | None


@dataclass(frozen=True, slots=True)
class Version:
    """What was published of a format, which never changes; the numbers of a format's versions count from 1."""

    format_id: int
    number: int
    text: str
    published_at: datetime
    note: str


FORMATS = Rows(
    OwnFormat,
    Column("id", "id"),
    Column("name", "name"),
    Column("draft", "draft"),
    Column("draft_changed_at", "draft_changed_at", from_stored_or_none),
    Column("published", "published"),
)
VERSIONS = Rows(
    Version,
    Column("format_id", "format_id"),
    Column("number", "number"),
    Column("text", "text"),
    Column("published_at", "published_at", from_stored),
    Column("note", "note"),
)
READ_BY = (
    "SELECT hooks.purpose, channels.name FROM hooks JOIN channels ON channels.id = hooks.channel_id"
    " WHERE hooks.reads = ? AND hooks.removed_at IS NULL AND channels.removed_at IS NULL ORDER BY hooks.id"
)


def all_formats() -> list[OwnFormat]:
    """All of them, by name."""
    with connection():
        rows = execute(f"SELECT {FORMATS.sql} FROM formats")
    return sorted(map(FORMATS.make, rows), key=lambda found: folded(found.name))


def get(format_id: int) -> OwnFormat:
    """The format with an id; raises NotThere."""
    with connection():
        rows = execute(f"SELECT {FORMATS.sql} FROM formats WHERE id = ?", (format_id,))
    if not rows:
        raise NotThere("This format is not there any more.", "Look at the list of formats.")
    return FORMATS.make(rows[0])


def find(name: str) -> OwnFormat:
    """The format with a name, in any letter case; raises NotThere."""
    found = _named(name)
    if found is None:
        raise NotThere("No format is called {name}.", "Look at the list of formats.", name=name)
    return found


def versions(format_id: int) -> list[Version]:
    """What was published of a format, newest first."""
    with connection():
        rows = execute(
            f"SELECT {VERSIONS.sql} FROM format_versions WHERE format_id = ? ORDER BY number DESC", (format_id,)
        )
    return [VERSIONS.make(row) for row in rows]


def version(format_id: int, number: int) -> Version:
    """One version of a format; raises NotThere."""
    with connection():
        rows = execute(
            f"SELECT {VERSIONS.sql} FROM format_versions WHERE format_id = ? AND number = ?", (format_id, number)
        )
    if not rows:
        raise NotThere("This format has no version {number}.", "Look at its versions.", number=str(number))
    return VERSIONS.make(rows[0])


def create(name: str, text: str) -> OwnFormat:
    """A new format with a draft; raises Problem when the name is empty, too long or taken."""
    with writing():
        name, at = _free_name(name, None), to_stored(datetime.now(UTC))
        added = "INSERT INTO formats (name, draft, draft_changed_at) VALUES (?, ?, ?) RETURNING id"
        new_id = read_value(added, (name, text, at))
        tell(None)
        return get(new_id)


def save_draft(format_id: int, text: str) -> OwnFormat:
    """Keep what is being written; no hook reads by it. Raises NotThere."""
    with writing():
        get(format_id)
        at = to_stored(datetime.now(UTC))
        execute("UPDATE formats SET draft = ?, draft_changed_at = ? WHERE id = ?", (text, at, format_id))
        tell(None)
        return get(format_id)


def discard_draft(format_id: int) -> OwnFormat:
    """Forget what is being written. Raises NotThere, and Problem where nothing was published yet."""
    with writing():
        if get(format_id).published is None:
            raise Problem("This format has nothing but its draft.", "Remove the format, or publish the draft.")
        execute("UPDATE formats SET draft = NULL, draft_changed_at = NULL WHERE id = ?", (format_id,))
        tell(None)
        return get(format_id)


def publish(format_id: int, text: str, note: str = "") -> Version:
    """Put a text in force as the next version, for all hooks that read by the format; the draft is done with.

    Raises NotThere. Whether the text is a format is checked by publish() of receiver/formats/own_formats.py.
    """
    with writing():
        get(format_id)
        execute("UPDATE formats SET draft = NULL, draft_changed_at = NULL WHERE id = ?", (format_id,))
        return _add_version(format_id, text, note)


def go_back(format_id: int, number: int) -> Version:
    """Put the text of a version in force anew, as the next version; a draft stays. Raises NotThere."""
    with writing():
        return _add_version(format_id, version(format_id, number).text, f"Version {number} again")


def rename(format_id: int, name: str) -> OwnFormat:
    """Give a format another name, under which deliveries are read from now on; raises as create() does."""
    with writing():
        get(format_id)
        execute("UPDATE formats SET name = ? WHERE id = ?", (_free_name(name, format_id), format_id))
        _revise_hooks(format_id)
        tell(None)
        return get(format_id)


def remove(format_id: int) -> None:
    """Forget a format with its versions. Raises NotThere, and Problem that names the hooks that read by it."""
    with writing():
        found = get(format_id)
        readers = execute(READ_BY, (by_format(format_id),))
        if readers:
            raise Problem(
                "Web hooks read by {format}: {hooks}.",
                "Let them read by another format first.",
                format=found.name,
                hooks=", ".join(f"{purpose} ({channel})" for purpose, channel in readers),
            )
        execute("DELETE FROM format_versions WHERE format_id = ?", (format_id,))
        execute("DELETE FROM formats WHERE id = ?", (format_id,))
        tell(None)


def _add_version(format_id: int, text: str, note: str) -> Version:
    newest = read_value("SELECT MAX(number) FROM format_versions WHERE format_id = ?", (format_id,))
    number, at = (newest or 0) + 1, to_stored(datetime.now(UTC))
    execute(
        "INSERT INTO format_versions (format_id, number, text, published_at, note) VALUES (?, ?, ?, ?, ?)",
        (format_id, number, text, at, note.strip()),
    )
    execute("UPDATE formats SET published = ? WHERE id = ?", (number, format_id))
    _revise_hooks(format_id)
    tell(None)
    return version(format_id, number)


def _revise_hooks(format_id: int) -> None:
    """Every receiver looks the hooks that read by a format up again: see HookChanged."""
    execute(f"UPDATE hooks SET {REVISED} WHERE reads = ?", (by_format(format_id),))


def _named(name: str) -> OwnFormat | None:
    return next((found for found in all_formats() if folded(found.name) == folded(name)), None)


def _free_name(name: str, format_id: int | None) -> str:
    name = " ".join(name.split())
    if not name:
        raise Problem("A format needs a name.", "Enter one.")
    if len(name) > NAME_LENGTH:
        raise Problem("This name is too long.", "Use {most} characters at the most.", most=NAME_LENGTH)
    other = _named(name)
    if other is not None and other.id != format_id:
        raise Problem("There is a format called {name} already.", "Choose another name.", name=other.name)
    return name
