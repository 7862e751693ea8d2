"""A file that is replaced or removed while it is used: nothing is told to be stored that is lost."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from models.channels import channels
from models.database import backups, close_database, hold_same_file, keep_connection, writing
from models.database.sqlite_file import CHECKPOINT_PAGES
from models.problems import Problem, Replaced
from tests.models.conftest import AT

pytestmark = [pytest.mark.sqlite_only, pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody replace it")]


def remove(desk: Path) -> None:
    desk.unlink()


def replace_by_a_copy(desk: Path) -> None:
    copy = desk.with_name("copy.db")
    shutil.copy(desk, copy)
    copy.replace(desk)


def copy_a_backup_over(desk: Path) -> None:
    shutil.copy(backups.run(AT).path, desk)


@pytest.mark.parametrize("replace", [remove, replace_by_a_copy, copy_a_backup_over])
def test_nothing_is_stored_in_a_file_that_is_not_there_any_more(desk: Path, replace: Callable[[Path], None]) -> None:
    keep_connection()
    channels.add("Before")
    hold_same_file()
    replace(desk)
    with pytest.raises(Replaced, match="not the file any more"):
        channels.add("After")
    with pytest.raises(Replaced):
        hold_same_file()


def test_a_commit_into_a_file_that_goes_meanwhile_is_not_told_to_be_stored(desk: Path) -> None:
    keep_connection()
    with pytest.raises(Replaced), writing():
        desk.unlink()  # after the look at the beginning of a transaction


def test_a_commit_that_empties_the_log_does_not_hide_a_copy_over(desk: Path) -> None:
    keep_connection()
    backup = backups.run(AT).path

    def write_much_meanwhile() -> None:
        with writing():
            channels.add("Large", "x" * CHECKPOINT_PAGES * 4096)
            shutil.copy(backup, desk)

    with pytest.raises(Replaced):
        write_much_meanwhile()


def test_what_is_copied_over_gets_nothing_of_the_log_when_the_desk_is_closed(desk: Path) -> None:
    keep_connection()
    channels.add("Before")
    backup = backups.run(AT).path
    channels.add("After")
    shutil.copy(backup, desk)
    close_database()
    assert desk.read_bytes() == backup.read_bytes()


def test_a_file_that_comes_back_is_the_same(desk: Path) -> None:
    keep_connection()
    channels.add("Before")
    away = desk.rename(desk.with_name("away.db"))
    with pytest.raises(Replaced):
        channels.add("Lost")
    away.rename(desk)
    channels.add("After")
    assert [channel.name for channel in channels.all_channels()] == ["After", "Before"]


def test_no_connection_makes_the_file_anew(desk: Path) -> None:
    close_database()
    desk.unlink()
    with pytest.raises(Problem):
        channels.all_channels()
    assert not desk.exists()
