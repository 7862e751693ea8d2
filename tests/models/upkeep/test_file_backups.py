"""The files of a desk in its backups, and back from them."""

from __future__ import annotations

import errno
import os
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import apsw
import pytest

from models.channels import channels
from models.database import backups, close_database, connection, execute, open_database
from models.database.backup_files import Backup
from models.files import queue
from models.files.folder_store import FolderStore
from models.messages import attachments
from models.problems import Problem
from models.report import Attachment, Report
from models.upkeep import file_backups, file_room, restoring
from tests.models.conftest import AT, DAY, Record

pytestmark = pytest.mark.sqlite_only
CONTENT, LATER = b"measured values", b"a later file"
LATEST = AT + DAY


@pytest.fixture
def store(desk: Path) -> FolderStore:
    return FolderStore(desk.parent / "files")


def keep(store: FolderStore, recorded: Record, content: bytes) -> str:
    """Have a message with a file that is kept; its hash."""
    recorded(Report(attachments=(Attachment("file", "a", "txt", "http://files.example.org/a"),)))
    with connection():
        (due,) = queue.due(LATEST)
    claim = queue.claim(due, LATEST + DAY)
    draft = store.draft()
    draft.write(content)
    draft.finish()
    assert claim is not None
    assert queue.keep(claim, store, draft, "text/plain", AT)
    return draft.hash


def back_up(store: FolderStore, at: datetime = AT, kept: int = 7) -> Backup:
    return file_backups.run(at, store, kept=kept)


def in_backups(desk: Path) -> list[str]:
    return sorted(FolderStore(desk.parent / "backups" / "files").hashes())


def test_a_backup_has_the_files_of_its_messages_and_takes_no_space_for_them(
    desk: Path, store: FolderStore, recorded: Record
) -> None:
    hash = keep(store, recorded, CONTENT)
    made = back_up(store)
    copy = file_backups.beside(made.path).path(hash)
    assert copy is not None
    assert copy.read_bytes() == CONTENT
    assert os.path.samefile(copy, store.path(hash) or "")


def test_where_a_file_has_one_name_alone_it_is_copied(
    desk: Path, store: FolderStore, recorded: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EXDEV, "another disk")

    monkeypatch.setattr(os, "link", refuse)
    hash = keep(store, recorded, CONTENT)
    copy = file_backups.beside(back_up(store).path).path(hash)
    assert copy is not None
    assert copy.read_bytes() == CONTENT
    assert copy.stat().st_mode & 0o077 == 0
    damaged = keep(store, recorded, LATER)
    (store.path(damaged) or Path()).write_bytes(b"a later fxle")
    back_up(store, AT + DAY)
    assert in_backups(desk) == [hash]


def test_a_restore_brings_files_back_and_keeps_those_of_what_it_replaces(
    desk: Path, store: FolderStore, recorded: Record
) -> None:
    first = keep(store, recorded, CONTENT)
    made = back_up(store)
    second = keep(store, recorded, LATER)
    store.remove(0, first)
    close_database()

    done = restoring.restore(made.path, desk, AT + DAY, store)
    assert done.missing == 0
    assert done.aside is not None
    open_database(desk, make=False)
    (found,) = attachments.page(1)
    assert found.posted.hash == first
    with store.open(first) as content:
        assert content.read() == CONTENT
    store.sweep()
    assert list(store.hashes()) == [first]
    assert sorted(FolderStore(done.aside / "files").hashes()) == [second]


def test_a_backup_without_its_files_can_be_restored_and_says_how_many_are_missing(
    desk: Path, store: FolderStore, recorded: Record, tmp_path: Path
) -> None:
    hash = keep(store, recorded, CONTENT)
    alone = tmp_path / "alone" / "desk.db"
    alone.parent.mkdir()
    back_up(store).path.replace(alone)
    store.remove(0, hash)
    close_database()
    assert restoring.restore(alone, desk, AT + DAY, store).missing == 1


def test_an_older_backup_that_knows_no_files_can_be_restored(desk: Path, store: FolderStore) -> None:
    channels.add("Kept")
    made = back_up(store)
    older = apsw.Connection(str(made.path))
    older.execute("PRAGMA foreign_keys = off; DROP TABLE files")
    older.close()
    close_database()
    assert restoring.restore(made.path, desk, AT + DAY, store).missing == 0


def test_a_content_goes_from_the_backups_with_the_last_that_names_it(
    desk: Path, store: FolderStore, recorded: Record
) -> None:
    hash = keep(store, recorded, CONTENT)
    back_up(store, kept=2)
    with connection():
        execute("DELETE FROM attachments")
    assert file_room.sweep(store, lambda: True) == 1
    back_up(store, AT + DAY, kept=2)
    assert in_backups(desk) == [hash] == [sha256(CONTENT).hexdigest()]
    back_up(store, AT + 2 * DAY, kept=2)
    assert in_backups(desk) == []


def test_a_database_is_backed_up_where_its_files_cannot_come_along(
    desk: Path, store: FolderStore, recorded: Record
) -> None:
    keep(store, recorded, CONTENT)
    (desk.parent / "backups").mkdir(exist_ok=True)
    (desk.parent / "backups" / "files").write_bytes(b"in the way")
    with pytest.raises(Problem, match="kept files could not be backed up"):
        back_up(store)
    assert len(backups.all_backups()) == 1
