"""Retention: how long deliveries are kept, and references awaited. Report ids stay for ever."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.database import connection, turn, writing
from models.database.tables import to_stored
from models.deliveries import unknown_urls
from models.deliveries.delivery_runs import Run
from models.deliveries.sweeping import (
    EVERY,
    FIRST,
    TOO_FAST,
    Moment,
    clear_bodies,
    delete_until,
    first_too_large,
    first_too_many,
)
from models.news.changes import tell
from models.problems import Problem
from models.settings import desk_settings
from models.upkeep import space

# The fields of a policy, and the settings that hold them.
SETTINGS = {
    "days": "deliveries_days",
    "most": "deliveries_most",
    "accepted_bodies_days": "accepted_bodies_days",
    "megabytes": "deliveries_megabytes",
    "awaited_days": "awaited_days",
    "awaited_most": "awaited_most",
}
LONGEST = 36_500  # days; a hundred years
LARGEST = 1_000_000_000
MEGABYTE = 1_000_000
# The number of this work among those that one process at a time does on a server.
SWEEPING = 2
# Of the newest deliveries that are kept, one in so many may have come faster than its hook takes: a sender that runs
# wild does not push out what everybody else sent.
TOO_FAST_SHARE = 10


@dataclass(frozen=True, slots=True)
class Policy:
    """Deliveries older than `days`, and those beyond the newest `most`, are deleted; None sets no limit.

    Of those that came faster than their hook takes them a tenth of `most` stays.

    The bodies of accepted deliveries go when they are older than `accepted_bodies_days`, 0 being at once; with None
    they stay as long as the delivery.

    The oldest are deleted as well while all together hold more than `megabytes` of headers, bodies and answers.

    References that are not known are awaited for `awaited_days`, and of each channel the newest `awaited_most`.
    """

    days: int | None = 30
    most: int | None = 100_000
    accepted_bodies_days: int | None = None
    megabytes: int | None = 2_000
    awaited_days: int | None = 90
    awaited_most: int | None = 100_000


DEFAULT = Policy()


@dataclass(frozen=True, slots=True)
class Swept:
    """How many deliveries were deleted, and how many of those that stay lost their body."""

    deliveries: int
    bodies: int


def policy() -> Policy:
    """The policy of this database."""
    with connection():
        return Policy(**{field: _read(name, getattr(DEFAULT, field)) for field, name in SETTINGS.items()})


def set_policy(new: Policy) -> None:
    """Keep deliveries so from now on; raises Problem when a number makes no sense."""
    _check(new)
    with writing():
        for field, name in SETTINGS.items():
            value = getattr(new, field)
            desk_settings.put(name, "" if value is None else str(value))


def sweep(now: datetime, *, keep_going: Callable[[], bool] = lambda: True) -> Swept:
    """Delete what the policy does not keep at a time, in batches that delay no post.

    `keep_going` is asked before each batch; what was not done is done by the next call. On a server nothing is done
    while another process does it: both would delete what is too many.
    """
    rule, deleted, bodies = policy(), 0, 0
    with turn(SWEEPING) as is_mine:
        if not is_mine:
            return Swept(0, 0)
        if rule.most is not None:
            deleted += _sweep(TOO_FAST, _too_many(TOO_FAST, max(1, rule.most // TOO_FAST_SHARE)), keep_going)
        deleted += _sweep(EVERY, max(_too_old(now, rule.days), _too_many(EVERY, rule.most)), keep_going)
        deleted += _sweep(EVERY, _too_large(rule.megabytes), keep_going)
        if rule.accepted_bodies_days is not None:
            bodies = clear_bodies(_too_old(now, rule.accepted_bodies_days), keep_going)
        others = 0 if rule.days is None else unknown_urls.delete_older(now - timedelta(days=rule.days))
    if deleted or bodies or others:
        # Once, not after each batch: screens would do nothing but look again.
        tell(None)
    return Swept(deleted, bodies)


def _too_old(now: datetime, days: int | None) -> Moment:
    return FIRST if days is None else Moment(to_stored(now - timedelta(days=days)), 0)


def _too_many(runs: Sequence[Run], most: int | None) -> Moment:
    found = None if most is None else first_too_many(runs, most)
    return found or FIRST


def _too_large(megabytes: int | None) -> Moment:
    """Measured only where the whole database is larger: that costs nothing, and measuring reads every delivery."""
    if megabytes is None or space.used() <= megabytes * MEGABYTE:
        return FIRST
    return first_too_large(megabytes * MEGABYTE) or FIRST


def _sweep(runs: Sequence[Run], last: Moment, keep_going: Callable[[], bool]) -> int:
    return delete_until(runs, last, keep_going) if last > FIRST else 0


def _read(name: str, default: int | None) -> int | None:
    stored = desk_settings.get(name)
    return default if stored is None else int(stored) if stored else None


def _check(new: Policy) -> None:
    if new.days is not None and not 1 <= new.days <= LONGEST:
        raise Problem(
            "Deliveries cannot be kept for that long or short.",
            "Give a number of days from 1 to {most}.",
            most=LONGEST,
        )
    if new.most is not None and not 1 <= new.most <= LARGEST:
        raise Problem("That many deliveries cannot be kept.", "Give a number from 1 to {most}.", most=LARGEST)
    if new.megabytes is not None and not 1 <= new.megabytes <= LARGEST:
        raise Problem("That many megabytes cannot be kept.", "Give a number from 1 to {most}.", most=LARGEST)
    if new.awaited_days is not None and not 1 <= new.awaited_days <= LONGEST:
        raise Problem(
            "References cannot be awaited for that long or short.",
            "Give a number of days from 1 to {most}.",
            most=LONGEST,
        )
    if new.awaited_most is not None and not 1 <= new.awaited_most <= LARGEST:
        raise Problem("That many references cannot be awaited.", "Give a number from 1 to {most}.", most=LARGEST)
    bodies = new.accepted_bodies_days
    if bodies is not None and not 0 <= bodies <= LONGEST:
        raise Problem(
            "Bodies cannot be kept for that long or short.",
            "Give a number of days from 0 to {most}.",
            most=LONGEST,
        )
    if bodies is not None and new.days is not None and bodies > new.days:
        raise Problem(
            "Bodies cannot be kept longer than their deliveries.",
            "Give {days} days or fewer for the bodies, or keep the deliveries longer.",
            days=new.days,
        )
