"""An attachment of a message, with what became of its file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from models.database.rows import Column, Rows
from models.database.tables import from_stored_or_none
from models.problems import Words
from models.report import Attachment

BEFORE_FILES = Words("It came before Hookdesk fetched files.")
"""What migration 0011 wrote for the files that were named before it, said here so that a translation finds it."""
FileState = Literal["waiting", "fetching", "kept", "refused", "failed"]


@dataclass(frozen=True, slots=True)
class Posted(Attachment):
    """An attachment as it was posted, and the file of one that is a file; a link has no `state`.

    "waiting": it will be fetched. "fetching": `received` bytes of `expected` (None: not told) are here. "kept": the
    store has it under `hash` (SHA-256, hexadecimal), with its `size` in bytes and the `content_type` that was found in
    it. "refused": the rules of this desk forbid it. "failed": it could not be had; tried again at `next_at`, unless
    that is None. One that has a `hash` though it is not kept was kept, and its content has gone from the store. `why`
    says what was wrong the last time.
    """

    id: int
    state: FileState | None = None
    why: Words | None = None
    attempts: int = 0
    next_at: datetime | None = None
    received: int = 0
    expected: int | None = None
    size: int | None = None
    content_type: str | None = None
    hash: str | None = None

    @property
    def is_lost(self) -> bool:
        """Whether it was kept, and its content has gone from the store."""
        return self.state == "failed" and self.hash is not None

    @property
    def is_untried(self) -> bool:
        """Whether it came before files were fetched, and nobody asked for it since."""
        return self.state == "failed" and self.attempts == 0 and self.hash is None


def stored_words(words: Words) -> str:
    """A sentence and its values as a column keeps them: values are texts and whole numbers."""
    return json.dumps([words.template, dict(words.values)], ensure_ascii=False)


def read_words(stored: str | None) -> Words | None:
    """The sentence that a column keeps."""
    return None if stored is None else Words(*json.loads(stored))


POSTED = Rows(
    Posted,
    Column("type", "attachments.type"),
    Column("display_name", "attachments.display_name"),
    Column("ext", "attachments.ext"),
    Column("url", "attachments.url"),
    Column("id", "attachments.id"),
    Column("state", "attachments.state"),
    Column("why", "attachments.why", read_words),
    Column("attempts", "attachments.attempts"),
    Column("next_at", "attachments.next_at", from_stored_or_none),
    Column("received", "attachments.received"),
    Column("expected", "attachments.expected"),
    Column("size", "files.size"),
    Column("content_type", "files.type"),
    Column("hash", "files.hash"),
)
SELECT = (
    f"SELECT {POSTED.sql}, attachments.message_id FROM attachments LEFT JOIN files ON files.id = attachments.file_id"
)
