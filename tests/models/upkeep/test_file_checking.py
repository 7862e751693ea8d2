"""Kept files are compared with their hashes, and what is missing or damaged is told."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from models.database import connection, execute, is_shared, read_value
from models.files import lost, queue
from models.files.database_store import DatabaseStore
from models.files.folder_store import FolderStore
from models.files.store import Store
from models.news import troubles
from models.problems import Problem
from models.report import Attachment, Report
from models.upkeep import file_checking, upkeep
from tests.models.conftest import AT, DAY, Record


@pytest.fixture(params=["folder", "database"])
def store(request: pytest.FixtureRequest, desk: Path, tmp_path: Path) -> Store:
    folder = tmp_path / "files"
    return FolderStore(folder) if request.param == "folder" else DatabaseStore(folder)


def keep(store: Store, recorded: Record, content: bytes) -> str:
    """Have a message with a file that is kept; its hash."""
    recorded(Report(attachments=(Attachment("file", "a", "txt", "http://files.example.org/a"),)))
    with connection():
        (due,) = queue.due(AT + DAY)
    claim = queue.claim(due, AT + 2 * DAY)
    draft = store.draft()
    draft.write(content)
    draft.finish()
    assert claim is not None
    assert queue.keep(claim, store, draft, "text/plain", AT)
    return draft.hash


def spoil(store: Store, hash: str) -> None:
    if (path := store.path(hash)) is not None:
        path.write_bytes(b"spoilt")
        return
    with connection():
        execute(
            "UPDATE file_parts SET content = ? WHERE file_id = (SELECT id FROM files WHERE hash = ?)",
            (b"spoilt", hash),
        )


def test_files_that_are_whole_pass(store: Store, recorded: Record) -> None:
    assert file_checking.run(store) == 0
    for number in range(3):
        keep(store, recorded, b"%d" % number)
    assert file_checking.run(store) == 3


def test_a_damaged_file_is_told_with_the_attachments_that_show_it(store: Store, recorded: Record) -> None:
    keep(store, recorded, b"whole")
    spoil(store, keep(store, recorded, b"damaged"))
    with pytest.raises(Problem) as caught:
        file_checking.run(store)
    assert "Of 2 kept files that were compared, 0 are missing and 1 are damaged." in caught.value.title
    assert caught.value.title.endswith("attachments: 2.")


def test_a_missing_file_is_told_once_a_day_and_keeps_nothing_from_being_done(desk: Path, recorded: Record) -> None:
    store = FolderStore(desk.parent / "files")
    store.remove(0, keep(store, recorded, b"gone"))
    told: list[Problem] = []

    def hear(sender: object, problem: Problem) -> None:
        told.append(problem)

    with troubles.warned.connected_to(hear):
        for minutes in (0, 1, 24 * 60):
            upkeep.run_if_due(AT + timedelta(minutes=minutes), store)
    assert ["1 are missing" in one.title for one in told] == [True, True]
    with connection():
        assert read_value("SELECT state FROM attachments") == "failed"
    assert is_shared() or len(list((desk.parent / "backups").glob("*.db"))) == 2


def test_a_file_that_came_back_is_kept_again(store: Store, recorded: Record) -> None:
    lost.note(keep(store, recorded, b"back"))
    assert file_checking.run(store) == 1
    with connection():
        assert read_value("SELECT state FROM attachments") == "kept"
