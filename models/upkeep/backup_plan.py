"""The plan of the backups: at which time of the day one is made, and how many of them are kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from models.database import backups
from models.problems import Problem
from models.settings import desk_settings

KEPT, AT = "backups_kept", "backups_at"
MOST = 365
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Plan:
    """The newest `kept` backups stay. `at` is a time of the clock where they are made; None makes one each 24 hours."""

    kept: int = backups.KEPT
    at: time | None = None


def plan() -> Plan:
    """The plan of this database. What is no number or time there counts as not said."""
    kept, at = desk_settings.get(KEPT) or "", desk_settings.get(AT) or ""
    try:
        return Plan(int(kept) if kept.isdecimal() else backups.KEPT, time.fromisoformat(at) if at else None)
    except ValueError:
        return Plan()


def set_plan(new: Plan) -> None:
    """Make backups so from now on. Raises Problem where none would be kept, or too many."""
    if not 1 <= new.kept <= MOST:
        raise Problem("From 1 to {most} backups can be kept.", "Choose another number.", most=MOST)
    desk_settings.put(KEPT, str(new.kept))
    desk_settings.put(AT, "" if new.at is None else new.at.isoformat("minutes"))


def due(now: datetime, planned: Plan) -> bool:
    """Whether a backup shall be made at `now`, aware: there is none since the planned time of the day was last."""
    if planned.at is None:
        return backups.due(now)
    since = _last(now, planned.at)
    return backups.is_possible() and not any(since <= backup.made_at <= now for backup in backups.all_backups())


def _last(now: datetime, at: time) -> datetime:
    """The last moment, aware, at which the clocks here showed a time."""
    today = datetime.combine(now.astimezone().date(), at).astimezone()
    return today if today <= now else datetime.combine(now.astimezone().date() - DAY, at).astimezone()
