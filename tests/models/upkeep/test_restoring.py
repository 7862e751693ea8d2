"""A backup takes the place of a database, and what was there is kept; an empty desk is made by nobody unasked."""

from __future__ import annotations

import shutil
from pathlib import Path

import apsw
import pytest

from models.channels import channels
from models.database import backups, close_database, open_database
from models.database.files.standing import CopiedOver, Lost, NoDatabase, beside
from models.files.folder_store import FolderStore
from models.problems import Problem
from models.upkeep import restoring
from tests.models.conftest import AT, DAY

pytestmark = pytest.mark.sqlite_only


@pytest.fixture
def backup(desk: Path) -> Path:
    """A backup of a desk with one channel; a second one was added since. The desk is closed."""
    channels.add("Kept")
    made = backups.run(AT).path
    channels.add("Later")
    close_database()
    return made


def names(path: Path) -> list[str]:
    """The channels of a desk, which is closed again."""
    open_database(path, make=False)
    try:
        return [channel.name for channel in channels.all_channels()]
    finally:
        close_database()


def test_a_backup_takes_the_place_of_the_database_which_is_kept(desk: Path, backup: Path) -> None:
    done = restoring.restore(backup, desk, AT + DAY, FolderStore(desk.parent / "files"))
    assert names(desk) == ["Kept"]
    assert done.contents.channels == 1
    assert done.aside == desk.parent / "desk-aside-2026-03-05T050607Z"
    assert names(done.aside / "desk.db") == ["Kept", "Later"]
    assert backup.exists()
    assert [file.name for file in desk.parent.glob("*.new")] == []


def test_what_a_backup_holds_is_said_before(desk: Path, backup: Path) -> None:
    found = restoring.look_into(backup)
    assert (found.channels, found.messages, found.cases, found.last_at) == (1, 0, 0, None)
    assert found.size == backup.stat().st_size


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 no database", b"SQLite format 3\0" + b"\xff" * 5000])
def test_what_is_no_sound_backup_is_not_restored(desk: Path, backup: Path, tmp_path: Path, content: bytes) -> None:
    other = tmp_path / "other.db"
    other.write_bytes(content)
    with pytest.raises(Problem):
        restoring.restore(other, desk, AT, FolderStore(desk.parent / "files"))
    assert names(desk) == ["Kept", "Later"]


def test_a_database_that_is_in_use_is_not_replaced(desk: Path, backup: Path) -> None:
    user = apsw.Connection(str(desk))
    user.execute("BEGIN; SELECT COUNT(*) FROM channels")
    with pytest.raises(Problem, match="in use"):
        restoring.restore(backup, desk, AT, FolderStore(desk.parent / "files"))
    user.close()
    assert names(desk) == ["Kept", "Later"]


def test_a_damaged_database_is_kept_as_it_is_and_cured(desk: Path, backup: Path) -> None:
    damaged = desk.read_bytes()[:100] + b"\xff" * 9000
    desk.write_bytes(damaged)
    done = restoring.restore(backup, desk, AT, FolderStore(desk.parent / "files"))
    assert done.aside is not None
    assert (done.aside / "desk.db").read_bytes() == damaged
    assert names(desk) == ["Kept"]


def leave_log(desk: Path) -> None:
    """Leave a write-ahead log with something in it beside the file, as a killed program does."""
    writer = apsw.Connection(str(desk))
    writer.pragma("wal_autocheckpoint", 0)
    writer.execute("UPDATE channels SET description = 'changed'")
    logs = {end: beside(desk, end).read_bytes() for end in ("-wal", "-shm")}
    writer.close()
    for end, content in logs.items():
        beside(desk, end).write_bytes(content)


def test_a_backup_that_was_copied_over_a_left_log_is_refused_and_can_be_put_right(desk: Path, backup: Path) -> None:
    leave_log(desk)
    shutil.copy(backup, desk)
    before = desk.read_bytes()
    with pytest.raises(CopiedOver) as caught:
        open_database(desk)
    assert f"hookdeskctl database restore {desk}" in caught.value.what_to_do
    assert desk.read_bytes() == before
    done = restoring.restore(desk, desk, AT, FolderStore(desk.parent / "files"))
    assert done.aside is not None
    assert (done.aside / "desk.db-wal").stat().st_size > 0
    assert names(desk) == ["Kept"]


@pytest.mark.parametrize("empty", [True, False])
def test_a_database_that_is_gone_beside_its_backups_is_asked_about(desk: Path, backup: Path, empty: bool) -> None:
    desk.unlink()
    if empty:
        desk.touch()
    with pytest.raises(Lost) as caught:
        open_database(desk)
    assert str(backup) in caught.value.what_to_do
    assert desk.exists() == empty


def test_a_database_that_is_gone_beside_its_log_is_asked_about(desk: Path) -> None:
    channels.add("Kept")
    close_database()
    leave_log(desk)
    desk.unlink()
    with pytest.raises(Lost):
        open_database(desk)
    assert not desk.exists()
    kept = restoring.begin_anew(desk, AT, FolderStore(desk.parent / "files"))
    assert kept is not None
    assert (kept / "desk.db-wal").exists()
    assert names(desk) == []


def test_who_only_reads_makes_no_database(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "desk.db"
    with pytest.raises(NoDatabase, match=r"There is no database .*desk\.db"):
        open_database(path, make=False)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_table_is_a_problem_and_no_bug(desk: Path) -> None:
    other = apsw.Connection(str(desk))
    other.execute("PRAGMA foreign_keys = off; DROP TABLE channels")
    other.close()
    with pytest.raises(Problem, match="A table of the database is missing"):
        channels.all_channels()
