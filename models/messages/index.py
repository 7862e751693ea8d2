"""The index of words, kept up to date in the transaction of what changes.

It is SQLite's FTS5 or PostgreSQL's tsvector, both without a copy of the texts and fed with the same words.
"""

from __future__ import annotations

from collections.abc import Sequence

from models.database import execute, read_column
from models.messages import words
from models.messages.new_words import NewWords, as_indexed, found_by

SUBJECTS = 1_000


def index_message(message_id: int, channel_id: int, *texts: str | None) -> None:
    """Make a new message findable. The caller holds the write transaction."""
    new = NewWords()
    new.add_message(message_id, channel_id, found_by(*texts))
    new.store()


def index_in_channel(case_id: int) -> None:
    """Make the messages of a case findable in the channel where they are now. The caller holds the transaction."""
    index_messages(read_column("SELECT id FROM messages WHERE case_id = ?", (case_id,)))


def index_messages(ids: Sequence[int]) -> None:
    """Make messages findable in the channel where they are now. The caller holds the write transaction."""
    for message in ids:
        found = execute("SELECT channel_id, text, report_id FROM messages WHERE id = ?", (message,))
        channel_id, *texts = found[0]
        names = read_column("SELECT display_name FROM attachments WHERE message_id = ?", (message,))
        forget_message(message)
        index_message(message, channel_id, *texts, *names)


def forget_message(message_id: int) -> None:
    """Make a message that goes findable no more. The caller holds the write transaction."""
    execute("DELETE FROM message_words WHERE rowid = ?", (message_id,))


def index_case(case_id: int) -> None:
    """Make a case findable by its subject, description and key as they are now, and those of cases merged into it.

    Of thousands the first SUBJECTS count: the texts of the others are found as messages.

    The caller holds the write transaction.
    """
    execute("DELETE FROM case_words WHERE rowid = ?", (case_id,))
    text = "SELECT subject, description, key FROM cases WHERE id = ? OR merged_into_id = ? ORDER BY id LIMIT ?"
    rows = execute(text, (case_id, case_id, SUBJECTS))
    found = words.of(*(text for row in rows for text in row))
    execute("INSERT INTO case_words (rowid, words) VALUES (?, ?)", (case_id, as_indexed(found)))
