"""Attachments: the files and links that came with messages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, get_args

from models.database import connection, execute, read_value
from models.database.rows import Column, Rows
from models.messages.posted import POSTED, SELECT, FileState, Posted
from models.problems import NotThere


@dataclass(frozen=True, slots=True)
class Listed:
    """An attachment, with its message and its channel, and the number of its case, if it has one."""

    message: int
    position: int
    channel: str
    case: int | None
    posted: Posted


LISTED = Rows(
    Listed,
    Column("message", "attachments.message_id"),
    Column("position", "attachments.position"),
    Column("channel", "channels.name"),
    Column("case", "cases.number"),
    given=("posted",),
)
LIST = (
    f"SELECT {LISTED.sql}, {POSTED.sql} FROM messages JOIN attachments ON attachments.message_id = messages.id"
    " JOIN channels ON channels.id = messages.channel_id LEFT JOIN cases ON cases.id = messages.case_id"
    " LEFT JOIN files ON files.id = attachments.file_id WHERE"
)


def of_messages(ids: Sequence[int]) -> dict[int, tuple[Posted, ...]]:
    """The attachments of each message that has some, in the sender's order. The connection is open."""
    if not ids:
        return {}
    found: dict[int, list[Posted]] = {}
    marks = ", ".join("?" * len(ids))
    for row in execute(
        f"{SELECT} WHERE attachments.message_id IN ({marks}) ORDER BY attachments.message_id, attachments.position", ids
    ):
        found.setdefault(POSTED.rest(row)[0], []).append(POSTED.make(row))
    return {message: tuple(attachments) for message, attachments in found.items()}


def get(attachment_id: int) -> Posted:
    """One attachment as it is now; raises NotThere."""
    with connection():
        rows = execute(f"{SELECT} WHERE attachments.id = ?", (attachment_id,))
    if not rows:
        raise _not_there()
    return POSTED.make(rows[0])


def page(
    channel_id: int,
    case_id: int | None = None,
    *,
    state: FileState | None = None,
    after: Listed | None = None,
    limit: int = 200,
) -> list[Listed]:
    """Attachments of a channel, or of a case of it, in one state or any: of the newest message first."""
    conditions, values = ["messages.channel_id = ?"], [channel_id]
    if case_id is not None:
        conditions, values = ["messages.case_id = ?"], [case_id]
    if after is not None:
        conditions.append("(messages.id < ? OR (messages.id = ? AND attachments.position > ?))")
        values += [after.message, after.message, after.position]
    said: list[Any] = list(values)
    if state is not None:
        conditions.append("attachments.state = ?")
        said.append(state)
    text = f"{LIST} {' AND '.join(conditions)} ORDER BY messages.id DESC, attachments.position LIMIT ?"
    with connection():
        return [_listed(row) for row in execute(text, (*said, limit))]


def listed(attachment_id: int) -> Listed:
    """One attachment with where it is; raises NotThere."""
    with connection():
        rows = execute(f"{LIST} attachments.id = ?", (attachment_id,))
    if not rows:
        raise _not_there()
    return _listed(rows[0])


def kept_beside(attachment_id: int) -> list[Posted]:
    """The files that are here of the same case, or of the same message where that is in none, in their order."""
    of = (
        "SELECT messages.case_id, messages.id FROM attachments JOIN messages ON messages.id = attachments.message_id"
        " WHERE attachments.id = ?"
    )
    with connection():
        found = execute(of, (attachment_id,))
        case_id, message_id = found[0] if found else (None, None)
        return _kept("messages.id", message_id) if case_id is None else _kept("messages.case_id", case_id)


def kept_of_case(case_id: int) -> list[Posted]:
    """The files of a case that are here, in the order of its messages."""
    with connection():
        return _kept("messages.case_id", case_id)


def _kept(column: str, value: int | None) -> list[Posted]:
    rows = execute(
        f"{SELECT} JOIN messages ON messages.id = attachments.message_id WHERE {column} = ?"
        " AND attachments.state = 'kept' ORDER BY attachments.message_id, attachments.position",
        (value,),
    )
    return [POSTED.make(row) for row in rows]


def number() -> int:
    """How many attachments there are. They are counted in an index, which is small: no condition may be added."""
    with connection():
        return int(read_value("SELECT COUNT(*) FROM attachments"))


def states() -> dict[str, int]:
    """How many files are in each state. They are counted in an index, which is small: no condition may be added."""
    with connection():
        text = "SELECT state, COUNT(*) FROM attachments WHERE state IS NOT NULL GROUP BY state"
        return dict.fromkeys(get_args(FileState), 0) | dict(execute(text))


def _listed(row: Sequence[Any]) -> Listed:
    return LISTED.make(row, POSTED.make(LISTED.rest(row)))


def _not_there() -> NotThere:
    return NotThere("This attachment is not there any more.", "It may have been deleted with its message.")
