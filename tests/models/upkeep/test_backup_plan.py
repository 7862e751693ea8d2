"""The plan of the backups: the time of the day, and how many are kept."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from models.database import backups
from models.files.folder_store import FolderStore
from models.problems import Problem
from models.settings import desk_settings
from models.upkeep import backup_plan, upkeep
from models.upkeep.backup_plan import Plan

pytestmark = pytest.mark.sqlite_only
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
# What the clocks of this machine show as half past two in the morning.
HALF_PAST_TWO = datetime(2026, 3, 4, 2, 30).astimezone()


def test_without_a_plan_seven_are_kept_and_one_is_made_each_day(desk: Path) -> None:
    assert backup_plan.plan() == Plan(7, None)


def test_one_is_made_when_the_clock_shows_the_time(desk: Path) -> None:
    backup_plan.set_plan(Plan(7, time(2, 30)))
    backups.run(HALF_PAST_TWO - 60 * MINUTE)
    upkeep.run_if_due(HALF_PAST_TWO - MINUTE, FolderStore(desk.parent / "files"))
    assert len(backups.all_backups()) == 1
    upkeep.run_if_due(HALF_PAST_TWO, FolderStore(desk.parent / "files"))
    assert backups.all_backups()[0].made_at == HALF_PAST_TWO.astimezone(UTC)
    upkeep.run_if_due(HALF_PAST_TWO + 60 * MINUTE, FolderStore(desk.parent / "files"))
    assert len(backups.all_backups()) == 2


def test_one_that_was_missed_is_made_later(desk: Path) -> None:
    backup_plan.set_plan(Plan(7, time(2, 30)))
    backups.run(HALF_PAST_TWO)
    assert not backup_plan.due(HALF_PAST_TWO + DAY - MINUTE, backup_plan.plan())
    assert backup_plan.due(HALF_PAST_TWO + DAY + 400 * MINUTE, backup_plan.plan())


def test_as_many_are_kept_as_planned(desk: Path) -> None:
    backup_plan.set_plan(Plan(2, None))
    for day in range(4):
        upkeep.run_if_due(HALF_PAST_TWO + day * DAY, FolderStore(desk.parent / "files"))
    assert [backup.made_at for backup in backups.all_backups()] == [
        (HALF_PAST_TWO + day * DAY).astimezone(UTC) for day in (3, 2)
    ]


@pytest.mark.parametrize("kept", [0, 366])
def test_a_number_that_makes_no_sense_is_refused(desk: Path, kept: int) -> None:
    with pytest.raises(Problem, match="From 1 to 365 backups can be kept"):
        backup_plan.set_plan(Plan(kept))
    assert backup_plan.plan() == Plan()


def test_what_somebody_else_wrote_there_stops_no_backup(desk: Path) -> None:
    desk_settings.put(backup_plan.AT, "half past")
    assert backup_plan.plan() == Plan()
