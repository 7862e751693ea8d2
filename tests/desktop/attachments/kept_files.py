"""Attachments of tests whose files are here, refused or failed, as the receiver leaves them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from models.database import connection, execute, writing
from models.files import queue
from models.files.folder_store import FolderStore
from models.files.queue import Claim
from models.news import changes
from models.problems import Words
from models.report import Attachment

HERE = "http://files.example.org/"


def file(name: str, url: str | None = None) -> Attachment:
    """A file that a report names."""
    return Attachment("file", name, None, HERE + name if url is None else url)


def keep(store: FolderStore, name: str, content: bytes, content_type: str) -> None:
    """The file of that name has been fetched."""
    draft = store.draft()
    try:
        draft.write(content)
        draft.finish()
        assert queue.keep(_claimed(name), store, draft, content_type, datetime.now(UTC))
    finally:
        draft.discard()


def refuse(name: str, why: Words) -> None:
    """The rules forbid to fetch the file of that name."""
    queue.refuse(_claimed(name), why)


def fail(name: str, why: Words) -> None:
    """The file of that name could not be had."""
    queue.fail(_claimed(name), why, None)


def untried(name: str) -> None:
    """The file of that name came before files were fetched."""
    text = """UPDATE attachments SET state = 'failed', next_at = NULL, why = '["It came before.", {}]' WHERE url = ?"""
    with writing():
        execute(text, (HERE + name,))
        changes.tell(None)


def progress(name: str, received: int, expected: int | None) -> None:
    """The file of that name is being fetched."""
    queue.note_progress(_claimed(name), received, expected)


def _claimed(name: str) -> Claim:
    now = datetime.now(UTC)
    with connection():
        found = next(each for each in queue.due(now + timedelta(days=1)) if each.display_name == name)
    claim = queue.claim(found, now + timedelta(days=1))
    assert claim is not None
    return claim
