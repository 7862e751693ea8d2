"""Room in the store: the files that no message shows any more go, and those of closed cases where it is full."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial

from models.database import change, connection, execute, read_value
from models.files.store import Store
from models.messages.posted import stored_words
from models.news import changes
from models.problems import Words
from models.upkeep.batches import in_batches

UNSEEN = "SELECT id, hash FROM files WHERE NOT EXISTS (SELECT 1 FROM attachments WHERE file_id = files.id) LIMIT ?"
# A case that was merged into another is as closed as that is. Files without a case, or of an open one, stay, and those
# that a person attached: they have no URL, and could not be fetched again.
NEEDED = (
    "SELECT 1 FROM attachments JOIN messages ON messages.id = attachments.message_id"
    " LEFT JOIN cases ON cases.id = messages.case_id WHERE attachments.file_id = {file}"
    " AND (cases.id IS NULL OR cases.state <> 'closed' OR attachments.url = '')"
)
OF_CLOSED = f"FROM files WHERE NOT EXISTS ({NEEDED.format(file='files.id')})"
# The oldest of them that come to so many bytes.
OLDEST_OF_CLOSED = (
    "SELECT id, hash FROM (SELECT id, hash, stored_at, SUM(size) OVER (ORDER BY stored_at, id) - size AS before"
    f" {OF_CLOSED}) AS oldest WHERE before < ? ORDER BY stored_at, id"
)
SHOWN_IN = (
    "SELECT DISTINCT messages.channel_id FROM attachments JOIN messages ON messages.id = attachments.message_id"
    " WHERE attachments.file_id = ?"
)
MADE_ROOM = Words("It was deleted to make room for newer files.")


def size() -> int:
    """Bytes of all files that are kept."""
    with connection():
        return int(read_value("SELECT COALESCE(SUM(size), 0) FROM files"))


def sweep(store: Store, keep_going: Callable[[], bool]) -> int:
    """Delete the files that no message shows any more; how many that were. Raises OSError."""

    def delete(most: int) -> int:
        found = execute(UNSEEN, (most,))
        for file_id, hash in found:
            _delete(store, file_id, hash)
        return len(found)

    with connection():
        if not execute(UNSEEN, (1,)):
            return 0
    return in_batches(delete, keep_going)


def make(store: Store, needed: int, most: int, keep_going: Callable[[], bool]) -> bool:
    """Have room for so many bytes more, where `most` are kept; whether there is. Raises OSError.

    The oldest files of closed cases go. Their attachments say so, and can be fetched again. Where all of them would not
    make enough room none goes.
    """
    while (excess := size() + needed - most) > 0:
        with connection():
            # Read before anything is written: it looks at all files, and posts go on meanwhile.
            if int(read_value(f"SELECT COALESCE(SUM(size), 0) {OF_CLOSED}")) < excess:
                return False
            oldest = deque(execute(OLDEST_OF_CLOSED, (excess,)))
        in_batches(partial(_delete_oldest, store, oldest), keep_going)
        if not keep_going():
            return False
    return True


def _delete_oldest(store: Store, oldest: deque[tuple[int, str]], most: int) -> int:
    some = [oldest.popleft() for _ in range(min(most, len(oldest)))]
    for file_id, hash in some:
        _make_room(store, file_id, hash)
    return len(some)


def _make_room(store: Store, file_id: int, hash: str) -> None:
    """Delete a file, unless it is needed by now."""
    if not execute(NEEDED.format(file="?"), (file_id,)):
        channels = [row[0] for row in execute(SHOWN_IN, (file_id,))]
        text = "UPDATE attachments SET state = 'failed', why = ?, file_id = NULL WHERE file_id = ?"
        execute(text, (stored_words(MADE_ROOM), file_id))
        _delete(store, file_id, hash)
        changes.tell(channels)


def _delete(store: Store, file_id: int, hash: str) -> None:
    """The caller writes alone: nobody can take the file up meanwhile."""
    store.remove(file_id, hash)
    change("DELETE FROM files WHERE id = ?", (file_id,))
