"""Backups and the check: a copy while others write, private, the last seven; damage is found and never copied."""

from __future__ import annotations

import logging
import os
import shutil
import stat
from collections import namedtuple
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from itertools import count
from pathlib import Path

import apsw
import peewee
import pytest

from models.channels import channels
from models.database import backup_files, backups, close_database, connection, execute, open_database, writing
from models.database.backup_files import Stopped
from models.files.folder_store import FolderStore
from models.news import troubles
from models.problems import Problem, Unavailable
from models.upkeep import checking, upkeep
from tests.models.conftest import AT, DAY

pytestmark = pytest.mark.sqlite_only  # a server has tools of its own for it

MINUTE = timedelta(minutes=1)


@pytest.fixture
def told() -> Iterator[list[Problem | None]]:
    """The troubles that were told."""
    found: list[Problem | None] = []

    def hear(_: object, problem: Problem | None) -> None:
        found.append(problem)

    troubles.troubled.connect(hear)
    yield found
    troubles.troubled.disconnect(hear)


def hold_sound() -> None:
    """Raise the Problem that the last check found."""
    problem = checking.problem(checking.last())
    if problem is not None:
        raise problem


def spoil(path: Path) -> bytes:
    """Overwrite the page where the channels are; the file as it is then."""
    close_database()
    with apsw.Connection(str(path)) as plain:
        plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        root = int(str(plain.execute("SELECT rootpage FROM sqlite_master WHERE name = 'channels'").get))
    plain.close()
    with path.open("r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\xff" * 4096)
    return path.read_bytes()


def test_a_backup_holds_what_was_there_and_is_private(desk: Path) -> None:
    kept = channels.add("Operations")
    made = backups.run(AT)
    channels.add("Later")
    assert made.path == desk.parent / "backups" / "desk-2026-03-04T050607Z.db"
    assert backups.all_backups() == [made]
    assert [file.name for file in made.path.parent.iterdir()] == [made.path.name]
    if os.name == "posix":
        assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
        assert stat.S_IMODE(made.path.parent.stat().st_mode) == 0o700
    close_database()
    open_database(made.path)
    assert channels.all_channels() == [kept]


def test_a_backup_ends_although_others_write_without_a_pause(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backups, "STEP_PAGES", 1)
    steps = count()

    def write_meanwhile() -> bool:
        """Asked after each step of one page, of which there are fewer than a hundred."""
        number = next(steps)
        with writing():
            execute("INSERT INTO settings (name, value) VALUES (?, 'x')", (f"{number}",))
        return number > 500

    made = backups.run(AT, stop=write_meanwhile)
    assert 10 < next(steps) < 500
    with apsw.Connection(str(made.path), flags=apsw.SQLITE_OPEN_READONLY) as copy:
        assert copy.pragma("integrity_check") == "ok"
        assert copy.execute("SELECT COUNT(*) FROM settings WHERE value = 'x'").get == 0
    copy.close()


def test_a_backup_is_due_once_a_day_and_the_last_seven_stay(desk: Path) -> None:
    assert backups.due(AT)
    for day in range(9):
        backups.run(AT + day * DAY)
        assert not backups.due(AT + day * DAY + 23 * 60 * MINUTE)
        assert backups.due(AT + (day + 1) * DAY)
    assert [backup.made_at for backup in backups.all_backups()] == [AT + day * DAY for day in range(8, 1, -1)]


def test_a_clock_that_was_wrong_for_a_while_costs_no_backup(desk: Path) -> None:
    for day in range(7):
        backups.run(AT + 4000 * DAY + day * DAY)
    assert backups.due(AT)
    backups.run(AT)
    made = [backup.made_at for backup in backups.all_backups()]
    assert AT in made
    assert len(made) == 7


def test_a_backup_that_is_stopped_leaves_nothing(desk: Path) -> None:
    with pytest.raises(Stopped):
        backups.run(AT, stop=lambda: True)
    assert list((desk.parent / "backups").iterdir()) == []


def test_a_check_that_is_stopped_has_found_nothing(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.upkeep.checking.STEPS", 1)
    with pytest.raises(Stopped):
        checking.run(AT, lambda: True)
    assert checking.last() is None


def test_a_backup_does_not_take_the_room_that_reports_need(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage(1 << 40, 1 << 40, 100 << 20))
    with pytest.raises(Unavailable, match="no room for a backup"):
        backups.run(AT)
    assert backups.all_backups() == []


def test_a_sound_database_passes_its_check_once_a_day(desk: Path) -> None:
    assert checking.due(AT)
    assert checking.run(AT).faults == ()
    hold_sound()
    assert not checking.due(AT + DAY - MINUTE)
    assert checking.due(AT + DAY)
    assert checking.due(AT - MINUTE)


def test_damage_is_found_told_left_alone_and_not_backed_up(desk: Path, told: list[Problem | None]) -> None:
    upkeep.run_if_due(AT, FolderStore(desk.parent / "files"))
    (good,) = backups.all_backups()
    before = spoil(desk)
    upkeep.run_if_due(AT + 2 * DAY, FolderStore(desk.parent / "files"))
    assert backups.all_backups() == [good]
    assert desk.read_bytes() == before
    problem = troubles.now()
    assert problem is not None
    assert problem.title == "desk.db is damaged."
    assert str(good.path) in problem.what_to_do
    with pytest.raises(Problem, match="damaged"):
        hold_sound()
    # What is damaged is asked about again at once, since somebody may have put the backup there.
    shutil.copy(good.path, desk)
    upkeep.run_if_due(AT + 2 * DAY + MINUTE, FolderStore(desk.parent / "files"))
    hold_sound()
    assert told == [problem, None]


def test_what_is_not_due_is_not_done(desk: Path, caplog: pytest.LogCaptureFixture) -> None:
    upkeep.run_if_due(AT, FolderStore(desk.parent / "files"))
    caplog.clear()  # another test may have left the level where it was
    with caplog.at_level(logging.INFO):
        upkeep.run_if_due(AT + MINUTE, FolderStore(desk.parent / "files"))
    assert caplog.messages == []


def test_an_empty_file_with_backups_is_not_taken_for_a_new_database(desk: Path) -> None:
    made = backups.run(AT)
    close_database()
    for file in desk.parent.glob("desk.db*"):
        file.unlink()
    desk.touch()
    with pytest.raises(Problem, match="is empty") as caught:
        open_database(desk)
    assert str(made.path) in caught.value.what_to_do
    assert desk.read_bytes() == b""


def test_an_upgrade_is_preceded_by_a_backup(desk: Path) -> None:
    channels.add("Operations")
    with connection():
        before = execute("SELECT name FROM schema_migration ORDER BY name")
        with writing():
            execute("DELETE FROM schema_migration WHERE name = (SELECT MAX(name) FROM schema_migration)")
    close_database()
    with suppress(peewee.OperationalError):  # not every upgrade can be made twice
        open_database(desk)
    (made,) = backup_files.of(desk)
    with apsw.Connection(str(made.path), flags=apsw.SQLITE_OPEN_READONLY) as copy:
        assert list(copy.execute("SELECT name FROM schema_migration ORDER BY name")) == before[:-1]
        assert copy.execute("SELECT name FROM channels").get == "Operations"
    copy.close()


def test_a_new_database_has_no_backup_of_before(desk: Path) -> None:
    assert backups.all_backups() == []
