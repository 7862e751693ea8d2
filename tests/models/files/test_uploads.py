"""Files of a post: kept in the transaction of their message, or not at all."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from models.database import connection, execute, writing
from models.files.database_store import DatabaseStore
from models.files.draft import Draft
from models.files.folder_store import FolderStore
from models.files.store import Store
from models.files.uploads import NotKept, Upload, Uploads, kept
from models.messages import attachments
from models.messages.posted import Posted
from models.report import Report
from tests.models.conftest import Record

CONTENT = b"what is in it"
FILE = Upload("a.txt", "text/plain", len(CONTENT), sha256(CONTENT).hexdigest())


@pytest.fixture(params=["folder", "database"])
def store(request: pytest.FixtureRequest, desk: Path, tmp_path: Path) -> Store:
    """A store of each kind, empty."""
    folder = tmp_path / "files"
    return FolderStore(folder) if request.param == "folder" else DatabaseStore(folder)


@pytest.fixture
def message(recorded: Record) -> int:
    """A message that shows nothing yet."""
    found = recorded(Report(text="hello")).message
    assert found is not None
    return found


def draft_of(store: Store) -> Draft:
    draft = store.draft()
    draft.write(CONTENT)
    draft.finish()
    return draft


def shown(message: int) -> tuple[Posted, ...]:
    with connection():
        return attachments.of_messages([message]).get(message, ())


def attach_and_fail(uploads: Uploads, message: int) -> None:
    """Attach them in a transaction that fails behind it."""

    def write() -> None:
        with writing():
            uploads.attach(message, 0)
            raise KeyError

    with pytest.raises(KeyError):
        write()


def test_a_transaction_that_fails_can_be_written_again(store: Store, message: int) -> None:
    draft = draft_of(store)
    uploads = Uploads([FILE], len(CONTENT), store=store, drafts=[draft])
    attach_and_fail(uploads, message)
    assert shown(message) == ()
    with writing():
        uploads.attach(message, 0)
    draft.discard()

    (file,) = shown(message)
    assert file.hash is not None
    with store.open(file.hash) as content:
        assert content.read() == CONTENT


def test_what_a_transaction_that_failed_left_is_swept(store: Store, message: int) -> None:
    draft = draft_of(store)
    attach_and_fail(Uploads([FILE], len(CONTENT), store=store, drafts=[draft]), message)
    draft.discard()

    store.sweep()
    assert kept([FILE]) == 0
    path = store.path(FILE.hash)
    assert path is None or not path.exists()
    assert list(store.incoming().iterdir()) == []


def test_a_draft_that_is_gone_fails_its_transaction(store: Store, message: int) -> None:
    draft = draft_of(store)
    draft.path.unlink()

    def write() -> None:
        with writing():
            execute("UPDATE messages SET text = 'changed' WHERE id = ?", (message,))
            Uploads([FILE], len(CONTENT), store=store, drafts=[draft]).attach(message, 0)

    with pytest.raises(NotKept):
        write()
    assert shown(message) == ()
    with connection():
        assert execute("SELECT text FROM messages WHERE id = ?", (message,)) == [("hello",)]


def test_without_drafts_what_is_kept_is_shown_and_the_rest_is_said_to_be_gone(store: Store, message: int) -> None:
    draft = draft_of(store)
    gone = Upload("gone.txt", "text/plain", 4, sha256(b"gone").hexdigest())
    with writing():
        Uploads([FILE], len(CONTENT), store=store, drafts=[draft]).attach(message, 0)
        Uploads([FILE, gone]).attach(message, 1)

    assert [(file.display_name, file.state) for file in shown(message)] == [
        ("a.txt", "kept"), ("a.txt", "kept"), ("gone.txt", "failed"),
    ]  # fmt: skip
    assert kept([FILE, gone, FILE]) == 2
