"""Low space: while the disk of the database is nearly full no bodies and no files are stored, and reports go on.

The disk of a PostgreSQL server cannot be seen from here: there bodies are kept until it is full.
"""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

from models.database import is_shared
from models.database.tables import database
from models.news import troubles
from models.problems import Problem

logger = logging.getLogger(__name__)

# Bytes that are free at least, or this part of a disk on which that would be much.
LEAST = 500_000_000
SHARE = 20
# A tenth more has to be free until bodies are kept again, so that it does not change from second to second.
ENOUGH = 1.1


class _Seen:
    """What was seen last: storing asks it for each delivery, and looks at no disk."""

    low: Problem | None = None


_seen = _Seen()


def is_low() -> bool:
    """Whether bodies are left out for now."""
    return _seen.low is not None


def look() -> None:
    """See how much is free, and tell (models.news.troubles) when it has become little. Called once a second."""
    if is_shared():
        return
    try:
        disk = shutil.disk_usage(Path(database.obj.database).parent)
    except OSError:
        return  # whoever cares for the file tells that it is gone
    least = min(LEAST, disk.total // SHARE)
    if is_low():
        if disk.free >= least * ENOUGH:
            logger.info("The disk of the database has space again: bodies are kept.")
            forget()
    elif disk.free < least:
        _seen.low = _told(disk.free)


def forget() -> None:
    """Keep bodies again: a receiver begins, or has ended."""
    low, _seen.low = _seen.low, None
    if low is not None:
        troubles.ease(low)


def _told(free: int) -> Problem:
    problem = Problem(
        "The disk of the database is nearly full: {free} MB are free.",
        "Free some of it, or let fewer deliveries be kept (Edit > Retention). Until then deliveries are stored without"
        " their bodies and no files are fetched, so that reports go on as long as they can.",
        free=free // 1_000_000,
    )
    logger.warning("%s", problem)
    troubles.warn(problem)
    return problem
