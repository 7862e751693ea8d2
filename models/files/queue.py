"""What is to be fetched, and what became of it: each step is one small transaction, and told after its commit.

An attachment is due at its `next_at`. Who fetches claims it by moving that to the end of the claim: whoever finds a
claim run out takes the file up again, after a crash as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from models.database import change, execute, read_value, writing
from models.database.rows import Column, Rows
from models.database.tables import StoredTime, to_stored
from models.files import contents
from models.files.draft import Draft
from models.files.store import Store
from models.messages.posted import stored_words
from models.news import changes
from models.problems import Words

PAGE = 200


@dataclass(frozen=True, slots=True)
class Due:
    """A file to be fetched. `next_at` is what it was due at; `fetches` is whether its hook lets files be fetched."""

    id: int
    channel_id: int
    url: str
    display_name: str | None
    ext: str | None
    attempts: int
    next_at: StoredTime
    fetches: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to fetch a file, up to a moment."""

    due: Due
    until: StoredTime


DUE = Rows(
    Due,
    Column("id", "attachments.id"),
    Column("channel_id", "messages.channel_id"),
    Column("url", "attachments.url"),
    Column("display_name", "attachments.display_name"),
    Column("ext", "attachments.ext"),
    Column("attempts", "attachments.attempts"),
    Column("next_at", "attachments.next_at"),
    Column("fetches", "COALESCE(hooks.fetches, TRUE)", bool),
)
NEXT = (
    f"SELECT {DUE.sql} FROM attachments JOIN messages ON messages.id = attachments.message_id"
    " LEFT JOIN hooks ON hooks.id = messages.hook_id"
    " WHERE attachments.next_at <= ? AND (attachments.next_at > ? OR (attachments.next_at = ? AND attachments.id > ?))"
    " ORDER BY attachments.next_at, attachments.id LIMIT ?"
)
CLAIM = (
    "UPDATE attachments SET state = 'fetching', attempts = attempts + 1, next_at = ?, received = 0, expected = NULL"
    " WHERE id = ? AND next_at = ?"
)
# Only who still has the claim says what became of the file.
MINE = "WHERE id = ? AND state = 'fetching' AND next_at = ?"
# One that was kept, and whose content has gone, still names its file where it cannot be fetched again.
END = (
    "UPDATE attachments SET state = ?, why = ?, next_at = ?, received = 0, expected = NULL,"
    f" file_id = COALESCE(?, file_id) {MINE}"
)
NOTE = f"UPDATE attachments SET received = ?, expected = ? {MINE}"
GIVE_BACK = f"UPDATE attachments SET state = 'waiting', attempts = attempts - 1, next_at = ?, received = 0 {MINE}"
# Whoever is fetching it goes on; a file that is kept is not fetched twice.
ASK = (
    "UPDATE attachments SET state = 'waiting', attempts = 0, next_at = ?, why = NULL"
    " WHERE id = ? AND state IN ('waiting', 'refused', 'failed') AND url <> ''"
)
CHANNEL = (
    "SELECT messages.channel_id FROM attachments JOIN messages ON messages.id = attachments.message_id"
    " WHERE attachments.id = ?"
)


def due(now: datetime) -> Iterator[Due]:
    """What is due, the longest first. The connection is open; what is claimed meanwhile may be among it."""
    last, last_id = StoredTime(-(2**62)), 0
    while True:
        rows = execute(NEXT, (to_stored(now), last, last, last_id, PAGE))
        found = [DUE.make(row) for row in rows]
        yield from found
        if len(found) < PAGE:
            return
        last, last_id = found[-1].next_at, found[-1].id


def claim(found: Due, until: datetime) -> Claim | None:
    """Take it up until a moment; None when somebody else has."""
    end = to_stored(until)
    with writing(beside=True):
        if not change(CLAIM, (end, found.id, found.next_at)):
            return None
        changes.tell([found.channel_id])
    return Claim(found, end)


def note_progress(mine: Claim, received: int, expected: int | None) -> None:
    """Let screens see how far it is."""
    with writing(beside=True):
        if change(NOTE, (received, expected, mine.due.id, mine.until)):
            changes.tell([mine.due.channel_id])


def keep(mine: Claim, store: Store, draft: Draft, content_type: str, now: datetime) -> bool:
    """Put a finished draft into the store, and its attachment is kept; False when the claim has run out.

    Raises OSError when the store cannot take it; nothing is changed then.
    """
    with writing(beside=True):
        if not read_value(f"SELECT 1 FROM attachments {MINE}", (mine.due.id, mine.until)):
            return False
        _end(mine, "kept", None, None, contents.put(store, draft, content_type, now))
    return True


def refuse(mine: Claim, why: Words) -> None:
    """The rules of this desk forbid to fetch it."""
    with writing(beside=True):
        _end(mine, "refused", why, None)


def fail(mine: Claim, why: Words, next_at: datetime | None) -> None:
    """It could not be had; it is tried again at a moment, or not any more."""
    with writing(beside=True):
        _end(mine, "failed", why, None if next_at is None else to_stored(next_at))


def give_back(mine: Claim, now: datetime) -> None:
    """Let it be taken up anew, as if it had not been: this program stops."""
    with writing(beside=True):
        if change(GIVE_BACK, (to_stored(now), mine.due.id, mine.until)):
            changes.tell([mine.due.channel_id])


def put_off(ids: Sequence[int], until: datetime, now: datetime, why: Words | None = None) -> None:
    """Let what is due wait, without a try: its server is busy, or does not answer, which is said as `why`."""
    said = None if why is None else stored_words(why)
    for start in range(0, len(ids), PAGE):
        some = ids[start : start + PAGE]
        marks = ", ".join("?" * len(some))
        text = f"UPDATE attachments SET next_at = ?, why = COALESCE(?, why) WHERE id IN ({marks}) AND next_at <= ?"
        with writing(beside=True):
            change(text, (to_stored(until), said, *some, to_stored(now)))


def retry_now(attachment_id: int, now: datetime) -> bool:
    """Have a file fetched as soon as somebody can; False when it is kept, being fetched, a link, or gone, or no
    address leads to it."""
    with writing(beside=True):
        asked = bool(change(ASK, (to_stored(now), attachment_id)))
        if asked:
            changes.tell([read_value(CHANNEL, (attachment_id,))])
    return asked


def _end(mine: Claim, state: str, why: Words | None, next_at: StoredTime | None, file_id: int | None = None) -> None:
    said = None if why is None else stored_words(why)
    if change(END, (state, said, next_at, file_id, mine.due.id, mine.until)):
        changes.tell([mine.due.channel_id])
