"""Files that come in a post: they wait in drafts, and are kept in the transaction of the message that shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec

from models.database import connection, execute, read_column, read_value
from models.files import contents
from models.files.draft import Draft
from models.files.own_files import NO_URL
from models.files.store import Store
from models.messages.posted import stored_words
from models.problems import Words

ADD = (
    "INSERT INTO attachments (message_id, position, type, display_name, url, state, why, attempts, received, file_id)"
    " VALUES (?, ?, 'file', ?, ?, ?, ?, 0, 0, ?)"
)
GONE = Words("It came in a post, and is not kept any more.")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came in a post; its `hash` is the SHA-256 of what is in it, hexadecimal, its `size` in bytes."""

    name: str
    content_type: str
    size: int
    hash: str


class NotKept(Exception):
    """The store could not take a file: the report that it came with is not stored either."""


class Uploads:
    """The files of one post, in their order; those of a replay have no drafts, and are kept already or gone.

    `left_out` is how many bytes the body of the post had for them. `why` says why none of them can be kept.
    """

    def __init__(
        self,
        files: Sequence[Upload] = (),
        left_out: int = 0,
        *,
        store: Store | None = None,
        drafts: Sequence[Draft] = (),
        why: Words | None = None,
    ) -> None:
        self.files = tuple(files)
        self.left_out = left_out
        self._store = store
        self._drafts = {draft.hash: draft for draft in drafts}
        self._why = why

    def attach(self, message_id: int, position: int) -> None:
        """Let a message show them behind its own attachments, which are `position` in number.

        The caller holds the write transaction, and lets it fail: raises NotKept.
        """
        for place, file in enumerate(self.files, position):
            file_id, why = (None, self._why) if self._why is not None else (self._kept(file), GONE)
            state, said = ("kept", None) if file_id is not None else ("failed", stored_words(why))
            execute(ADD, (message_id, place, file.name, NO_URL, state, said, file_id))

    def _kept(self, file: Upload) -> int | None:
        """The id of a file in the store; None for one that is in none."""
        draft = self._drafts.get(file.hash)
        if draft is None or self._store is None:
            found: int | None = read_value("SELECT id FROM files WHERE hash = ?", (file.hash,))
            return found
        try:
            return contents.put(self._store, draft, file.content_type, datetime.now(UTC))
        except OSError as error:
            raise NotKept(error.strerror or str(error)) from error


NO_UPLOADS = Uploads()


def kept(files: Sequence[Upload]) -> int:
    """How many of these files are in the store."""
    hashes = {file.hash for file in files}
    if not hashes:
        return 0
    with connection():
        found = set(read_column(f"SELECT hash FROM files WHERE hash IN ({', '.join('?' * len(hashes))})", [*hashes]))
    return sum(file.hash in found for file in files)


def stored(files: Sequence[Upload]) -> str | None:
    """Which files came with a delivery, as its column keeps it."""
    return msgspec.json.encode(files).decode() if files else None


def read(column: str | None) -> tuple[Upload, ...]:
    """Which files a column says."""
    return () if column is None else msgspec.json.decode(column, type=tuple[Upload, ...])
