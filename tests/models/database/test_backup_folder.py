"""Another folder for backups: all that use the database follow it, and nothing is written where it should not be."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from models.database import backup_files, backup_folder, backups, close_database, open_database
from models.database.files.standing import Lost
from models.problems import Problem
from models.upkeep import checking

pytestmark = pytest.mark.sqlite_only
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    """An empty folder, as of another disk."""
    folder = tmp_path / "disk" / "backups of the desk"
    folder.mkdir(parents=True)
    return folder


def test_backups_are_made_and_listed_there_and_the_old_ones_stay(desk: Path, disk: Path) -> None:
    old = backups.run(NOW)
    backup_folder.choose(desk, disk)
    made = backups.run(NOW + timedelta(days=1), kept=1)
    assert made.path.parent == disk
    assert [backup.path for backup in backups.all_backups()] == [made.path]
    assert old.path.exists()
    backup_folder.choose(desk, None)
    assert [backup.path for backup in backups.all_backups()] == [old.path]


def test_a_folder_with_something_else_in_it_is_refused(desk: Path, disk: Path) -> None:
    (disk / "letter.txt").touch()
    with pytest.raises(Problem, match="There is something else in"):
        backup_folder.choose(desk, disk)
    assert backup_folder.of(desk) == desk.parent / "backups"


def test_a_folder_of_another_database_is_refused(desk: Path, disk: Path, tmp_path: Path) -> None:
    backup_folder.choose(desk, disk)
    other = tmp_path / "other"
    other.mkdir()
    with pytest.raises(Problem, match="There is something else in"):
        backup_folder.choose(other / desk.name, disk)


def test_a_folder_that_cannot_be_had_is_refused_in_words(desk: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for folder in (tmp_path / "file", tmp_path / "nowhere"):
        with pytest.raises(Problem, match="Backups cannot be made in"):
            backup_folder.choose(desk, folder)
    assert backup_folder.chosen(desk) is None


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="this account may write everywhere")
def test_a_folder_that_cannot_be_written_is_refused(desk: Path, disk: Path) -> None:
    disk.chmod(0o500)
    with pytest.raises(Problem, match="Backups cannot be made in"):
        backup_folder.choose(desk, disk)


def test_nothing_is_written_where_the_disk_is_not_mounted(desk: Path, disk: Path) -> None:
    backup_folder.choose(desk, disk)
    shutil.rmtree(disk)
    disk.mkdir()
    with pytest.raises(Problem, match="The folder for backups cannot be had"):
        backups.run(NOW)
    assert list(disk.iterdir()) == []
    checking.run(NOW)
    assert not checking.due(NOW)


def test_a_database_that_is_gone_is_no_first_start_though_its_disk_is_not_there(desk: Path, disk: Path) -> None:
    backup_folder.choose(desk, disk)
    close_database()
    desk.unlink()
    shutil.rmtree(disk)
    with pytest.raises(Lost):
        open_database(desk)


def test_what_a_killed_backup_left_there_is_swept(desk: Path, disk: Path) -> None:
    backup_folder.choose(desk, disk)
    draft = disk / f"{desk.stem}-2026-03-01T120000Z.db.{os.getpid()}.new"
    draft.touch()
    backup_files.sweep_drafts(desk)
    assert os.name == "nt" or not draft.exists()


def test_hookdeskctl_chooses_and_follows_it(desk: Path, disk: Path) -> None:
    def ctl(*words: str) -> list[str]:
        command = [sys.executable, "-m", "receiver.cli", "--database", str(desk), "database", *words]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()

    close_database()
    before = desk.parent / "backups"
    assert ctl("backup-folder", str(disk)) == [str(disk), f"What is in {before} stays there."]
    [made] = ctl("backup")
    assert Path(made).parent == disk
    assert ctl("backup-folder", "--usual")[0] == str(before)
