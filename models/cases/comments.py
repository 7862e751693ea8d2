"""Comments: what people at the desk say about a case."""

from __future__ import annotations

from datetime import UTC, datetime

from models.cases import case_counts, cases
from models.cases.cases import Case
from models.database import read_value, writing
from models.database.tables import to_stored
from models.files.own_files import OwnFiles
from models.messages import index
from models.news.changes import tell
from models.problems import NotThere, Problem


def add(case: Case, text: str, by: str, files: OwnFiles | None = None) -> int:
    """Say something about a case, or about the one it was merged into; the id of the message.

    Raises Problem when there is nothing in it, and NotThere when the case was deleted meanwhile.
    """
    if not text.strip() and (files is None or not files.names()):
        raise Problem("There is nothing in this comment.", "Write something first.")
    with writing():
        home = cases.get(case.id)
        if home.deleted:
            cure = "Nothing can be said about it any more."
            raise NotThere("Case #{number} was deleted.", cure, number=str(home.number))
        message = insert(home, text, by, files)
        case_counts.touch(home.id, to_stored(datetime.now(UTC)))
        tell([home.channel_id])
        return message


def insert(case: Case, text: str, by: str, files: OwnFiles | None = None) -> int:
    """Store a comment of a case as it is now; the id of the message. The caller holds the write transaction."""
    message: int = read_value(
        'INSERT INTO messages (channel_id, case_id, kind, text, "references", author, received_at)'
        " VALUES (?, ?, 'comment', ?, '[]', ?, ?) RETURNING id",
        (case.channel_id, case.id, text.strip().replace("\0", "\ufffd"), by, to_stored(datetime.now(UTC))),
    )
    case_counts.add_comments(case.id, 1)
    if files is not None:
        files.attach(message)
    index.index_message(message, case.channel_id, text, *(() if files is None else files.names()))
    return message


def take_back(message_id: int) -> None:
    """Undo a comment. The caller holds the write transaction."""
    index.forget_message(message_id)
    case_counts.add_comments(read_value("DELETE FROM messages WHERE id = ? RETURNING case_id", (message_id,)), -1)
