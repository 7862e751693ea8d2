"""Files that are kept by what the database says, and whose content has gone from the store.

Their attachments say so as "failed", and still name the file: a content that comes back, with its disk or out of a
backup, is theirs again.
"""

from __future__ import annotations

from datetime import datetime

from models.database import change, connection, execute, read_value, writing
from models.files import queue
from models.files.store import Store
from models.messages import attachments
from models.messages.posted import stored_words
from models.news import changes
from models.problems import NotThere, Words

TO_FETCH = Words("It was kept, and has gone from the store. It can be fetched again.")
TO_RESTORE = Words("It was kept, and has gone from the store. No address leads to it, but a backup may have it.")
OF = "file_id = (SELECT id FROM files WHERE hash = ?)"
LOSE = (
    "UPDATE attachments SET state = 'failed', next_at = NULL, why = CASE WHEN url = '' THEN ? ELSE ? END"
    f" WHERE state = 'kept' AND {OF}"
)
FIND = f"UPDATE attachments SET state = 'kept', next_at = NULL, why = NULL WHERE state <> 'kept' AND {OF}"
CHANNELS = (
    "SELECT DISTINCT messages.channel_id FROM attachments JOIN messages ON messages.id = attachments.message_id"
    f" WHERE attachments.{OF}"
)


class ContentLost(NotThere):
    """The content of a file that was kept is not in the store."""

    def __init__(self) -> None:
        super().__init__(
            "This file has gone from the store.",
            "If an address leads to it, Retry now in the menu of its attachment fetches it again, or attachment retry.",
        )


def note(hash: str) -> None:
    """Let all attachments that show a file say that its content has gone."""
    _tell(LOSE, stored_words(TO_RESTORE), stored_words(TO_FETCH), hash)


def find(hash: str) -> bool:
    """Let all attachments of a file whose content is in the store be kept again; whether one was not."""
    with connection():
        if not read_value(f"SELECT 1 FROM attachments WHERE state <> 'kept' AND {OF} LIMIT 1", (hash,)):
            return False
    return _tell(FIND, hash)


def retry(store: Store, attachment_id: int, now: datetime) -> bool:
    """Take a file that lacks from the store if it is there again, or have it fetched as soon as somebody can; False
    when it is kept, being fetched, a link, or no address leads to it. Raises NotThere, and OSError."""
    posted = attachments.get(attachment_id)
    if posted.hash is not None and _has(store, posted.hash):
        if find(posted.hash):
            return True
    elif posted.hash is not None and posted.state == "kept":
        note(posted.hash)
    return queue.retry_now(attachment_id, now)


def _has(store: Store, hash: str) -> bool:
    try:
        store.open(hash).close()
    except NotThere:
        return False
    return True


def _tell(text: str, *values: str) -> bool:
    with writing():
        changed = bool(change(text, values))
        if changed:
            changes.tell([row[0] for row in execute(CHANNELS, values[-1:])])
    return changed
