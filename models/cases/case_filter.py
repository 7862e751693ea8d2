"""Which cases a list shows, and in which order: what the chips above it say, and what a saved view keeps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from models.cases.cases import LIVING, State
from models.database.tables import to_stored

Order = Literal["newest", "updated", "priority", "deadline", "assignee"]


@dataclass(frozen=True, slots=True)
class Between:
    """From a time on, up to another but without it; None leaves a side open."""

    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Filter:
    """All of its parts must be true of a case; what is None or empty lets every case through.

    `nobody` is for cases without an assignee, `priorities` are places in PRIORITIES, `overdue` means open with
    a deadline that has passed, `hook_id` the hook that opened the case; `closed_by_sender` is for closed cases that a
    report closed.
    """

    channel_id: int | None = None
    state: State | None = None
    assignee_id: int | None = None
    nobody: bool = False
    priorities: tuple[int, ...] = ()
    overdue: bool = False
    hook_id: int | None = None
    closed_by_sender: bool = False
    created: Between = Between()
    updated: Between = Between()
    closed: Between = Between()


def conditions(filter_: Filter, now: datetime) -> tuple[list[str], list[Any]]:
    """The filter as SQL conditions on cases, and their parameters."""
    where, params = [LIVING], list[Any]()
    for column, value in (
        ("cases.channel_id", filter_.channel_id),
        ("cases.state", filter_.state),
        ("cases.assignee_id", filter_.assignee_id),
        ("cases.hook_id", filter_.hook_id),
    ):
        if value is not None:
            where.append(f"{column} = ?")
            params.append(value)
    if filter_.nobody:
        where.append("cases.assignee_id IS NULL")
    if filter_.priorities:
        if 0 not in filter_.priorities:
            where.append("cases.priority > 0")  # what the index is for
        where.append(f"cases.priority IN ({', '.join('?' * len(filter_.priorities))})")
        params += filter_.priorities
    if filter_.overdue:
        where.append("cases.state = 'open' AND cases.deadline IS NOT NULL AND cases.deadline < ?")
        params.append(to_stored(now))
    if filter_.closed_by_sender:
        where.append("cases.closed_by_sender")
    times, moments = _times(filter_)
    return [*where, *times], [*params, *moments]


def _times(filter_: Filter) -> tuple[list[str], list[Any]]:
    """The conditions on when something happened to a case."""
    where, params = list[str](), list[Any]()
    for column, between in (
        ("cases.created_at", filter_.created),
        ("cases.updated_at", filter_.updated),
        ("cases.closed_at", filter_.closed),
    ):
        for sign, at in ((">=", between.since), ("<", between.until)):
            if at is not None:
                where.append(f"{column} {sign} ?")
                params.append(to_stored(at))
    return where, params
