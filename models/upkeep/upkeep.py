"""Upkeep: what a database needs once a day, a check and then a backup, for a thread that has nothing else to do."""

from __future__ import annotations

import logging
from datetime import datetime

from models.database.backup_files import Stop, Stopped
from models.files.store import Store
from models.news import troubles
from models.news.troubles import Trouble
from models.problems import Damaged, Problem
from models.upkeep import backup_plan, checking, file_backups, file_checking

logger = logging.getLogger(__name__)


def run_if_due(now: datetime, store: Store, stop: Stop = lambda: False) -> None:
    """Check the open database and back it up with its files, each once a day.

    A Problem is logged and told (models.news.troubles).
    Call it at the start of the program and every few minutes from then on; it returns at once when nothing is due.
    """
    try:
        if checking.due(now) or troubles.has(Trouble.DAMAGE):
            checking.run(now, stop)
            troubles.tell(None, Trouble.DAMAGE)
        _check_files(now, store, stop)
        planned = backup_plan.plan()
        if backup_plan.due(now, planned):
            file_backups.run(now, store, stop, kept=planned.kept)
    except Stopped:
        pass
    except Damaged as problem:
        logger.warning("%s", problem)
        troubles.tell(problem, Trouble.DAMAGE)
    except Problem as problem:
        logger.warning("%s", problem)
        troubles.warn(problem)


def _check_files(now: datetime, store: Store, stop: Stop) -> None:
    """Tell of kept files that are missing or damaged; the backup is made all the same, with those that are there."""
    try:
        if file_checking.due(now):
            file_checking.begin_day(now)
            file_checking.run(store, stop)
    except Problem as problem:
        logger.warning("%s", problem)
        troubles.warn(problem)
