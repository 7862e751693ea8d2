"""The words of messages and cases that are new, stored for several posts at once.

The search index writes out what it has gathered as soon as a statement on another table follows. Stored last, the
words of a batch are written out once; message by message, between the rest, they took the writer a quarter longer.
"""

from __future__ import annotations

from models.database import insert_rows, is_shared
from models.messages import words

ADD_MESSAGES = "INSERT INTO message_words (rowid, words)"
ADD_CASES = "INSERT INTO case_words (rowid, words)"


class NewWords:
    """Holds words back until store(); searching, moving or forgetting what they are of has to come after that."""

    def __init__(self) -> None:
        self._messages: list[tuple[int, str]] = []
        self._cases: list[tuple[int, str]] = []

    def add_message(self, message_id: int, channel_id: int, prepared: str) -> None:
        """Note that a message shall be found in its channel by what found_by() made of its texts."""
        channel = words.of_channel(channel_id)
        self._messages.append((message_id, f"'{channel}':1 {prepared}" if is_shared() else f"{channel}\n{prepared}"))

    def add_case(self, case_id: int, subject: str, key: str | None) -> None:
        """Note that a case shall be found by its subject and its key."""
        self._cases.append((case_id, as_indexed(words.of(subject, key))))

    def store(self) -> None:
        """Make all of it findable. The caller holds the write transaction."""
        insert_rows(ADD_MESSAGES, self._messages)
        insert_rows(ADD_CASES, self._cases)
        self._messages, self._cases = [], []


def found_by(*texts: str | None) -> str:
    """What a message with these texts is found by, but for its channel, as the database's index takes it."""
    return as_indexed(words.of_message(*texts))


def as_indexed(prepared: str) -> str:
    """Prepared texts as the database's index takes them."""
    return words.vector(prepared) if is_shared() else prepared
