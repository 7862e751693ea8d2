"""Foresight: what reports would do, one after another, by the rules and in memory: nothing is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from typing import Protocol

from models.database.tables import StoredTime, to_stored
from models.recording.report_writer import Source
from models.recording.rules import Decision, Facts, Home, Keyed, Waiting, decide
from models.report import OutcomeStatus, Report, content_of

_FIRST = 2**62  # the numbers of messages and cases that are only foreseen come behind all that are stored


class Ground(Protocol):
    """What a channel knows before the first report: what is stored, or nothing.

    `last_number` is the number of its last case, `reopens` whether an update reopens a closed one.
    """

    last_number: int
    reopens: bool

    def look_up(self, report: Report, reopens_since: StoredTime | None) -> Facts: ...

    def all_keyed(self, key: str, reopens_since: StoredTime | None) -> Sequence[Keyed]:
        """The last case that was opened under a key, all that are open, and all that were deleted."""
        ...

    def times(self, case_id: int) -> tuple[datetime, datetime | None]:
        """When a case was opened, and when it was closed."""
        ...


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a report would do.

    `case` is the number of the case that it would open or belong to; `opened_at` says when that was opened, None for a
    case that opens by it. `before` is the number of the last case of its key, and `closed_at` when that was closed,
    where a new one opens.
    """

    report: Report
    status: OutcomeStatus
    case: int | None = None
    opened_at: datetime | None = None
    before: int | None = None
    closed_at: datetime | None = None


class Foresight:
    """A channel as it would be after the reports that were foreseen so far."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._number = ground.last_number
        self._new = count(_FIRST)
        self._cases: dict[int, Home] = {}
        self._into: dict[int, int] = {}  # of a case that was merged, the case that it is part of
        self._opened: dict[int, datetime] = {}
        self._closed: dict[int, datetime] = {}
        self._reported: dict[str, int] = {}
        self._waiting: dict[str, list[tuple[int, bool]]] = {}
        self._places: dict[int, int | None] = {}  # of a message its case
        self._keys: dict[str, list[int]] = {}
        self._contents: dict[int, str] = {}
        self._restores = False  # whether a case came back that was deleted

    def foresee(self, source: Source, report: Report) -> Foreseen:
        """What a report would do after those before it. The connection is open."""
        reopens_since = None if report.key is None else source.reopens_since()
        decision = decide(report, self._facts(report, reopens_since))
        home, before = decision.home, decision.before
        opened_at = None if home is None else self._opened_at(home)
        closed_at = None if before is None else self._closed_at(before)
        if decision.status != "already_reported":
            home = self._carry_out(source, report, decision)
        return Foreseen(report, decision.status, _number(home), opened_at, _number(before), closed_at)

    def _facts(self, report: Report, reopens_since: StoredTime | None) -> Facts:
        """What is stored, with what was foreseen on top of it."""
        stored = self._ground.look_up(report, reopens_since)
        known = {name: self._now(home) for name, home in stored.known.items()}
        names = report.references if report.id is None else (report.id, *report.references)
        known |= {name: self._home(self._reported[name]) for name in names if name in self._reported}
        waiting = [replace(one, home=self._home_of(one.message, one.home)) for one in stored.waiting]
        foreseen = self._waiting.get(report.id, ()) if report.id is not None else ()
        waiting += [Waiting(message, self._home_of(message, None), none_known) for message, none_known in foreseen]
        keyed = None if report.key is None else self._keyed(report.key, reopens_since, stored.keyed)
        return Facts(known, waiting, self._ground.reopens, keyed)

    def _keyed(self, key: str, reopens_since: StoredTime | None, stored: Keyed | None) -> Keyed | None:
        found = [Keyed(under, self._home(under), None) for under in self._keys.get(key, ())]
        if self._restores or (stored is not None and self._now(stored.home) != stored.home):
            found += self._ground.all_keyed(key, reopens_since)
        elif stored is not None:
            found.append(stored)
        now = [self._renewed(one, reopens_since) for one in found]
        there = sorted((one for one in now if not one.home.deleted), key=lambda one: one.under, reverse=True)
        return next((one for one in there if not one.home.closed), there[0] if there else None)

    def _renewed(self, keyed: Keyed, reopens_since: StoredTime | None) -> Keyed:
        """A case under a key as it would be now."""
        home, closed_at = self._now(keyed.home), self._closed.get(self._root(keyed.home.id))
        reopens = keyed.reopens
        if closed_at is not None:
            reopens = reopens_since is not None and to_stored(closed_at) > reopens_since
        return Keyed(keyed.under, home, self._contents.get(keyed.under, keyed.content), reopens)

    def _carry_out(self, source: Source, report: Report, decision: Decision) -> Home | None:
        home = self._open(source) if decision.status == "opened" else decision.home
        if home is not None:
            self._cases[home.id] = home
        under = decision.under
        if home is not None and decision.status == "opened" and report.key is not None:
            under = home.id
            self._keys.setdefault(report.key, []).append(under)
        if decision.status != "repeated":
            if under is not None and not report.remark:
                self._contents[under] = content_of(report)
            self._say(source, home, decision)
        if report.id is not None and home is not None:
            self._reported[report.id] = home.id
            self._settle(decision, home)
        return home

    def _open(self, source: Source) -> Home:
        self._number += 1
        home = Home(next(self._new), source.channel_id, self._number)
        self._opened[home.id] = source.at
        return home

    def _say(self, source: Source, home: Home | None, decision: Decision) -> None:
        """A message more, with what that changes of its case."""
        message = next(self._new)
        self._places[message] = None if home is None else home.id
        for name in decision.unknown:
            self._waiting.setdefault(name, []).append((message, decision.none_known))
        if home is not None:
            is_closed = (home.closed and not decision.reopens) or decision.closes
            self._cases[home.id] = replace(home, closed=is_closed, deleted=False)
            self._restores = self._restores or decision.restores
            if decision.closes:
                self._closed[home.id] = source.at

    def _settle(self, decision: Decision, home: Home) -> None:
        if decision.settled is not None:
            for message in decision.settled.messages:
                self._places[message] = home.id
            for case in decision.settled.cases:
                self._into[case.id] = home.id

    def _root(self, case_id: int) -> int:
        while case_id in self._into:
            case_id = self._into[case_id]
        return case_id

    def _home(self, case_id: int) -> Home:
        return self._cases[self._root(case_id)]

    def _now(self, home: Home) -> Home:
        return self._cases.get(self._root(home.id), home)

    def _home_of(self, message: int, stored: Home | None) -> Home | None:
        """The case that a message sits in."""
        case_id = self._places.get(message)
        if case_id is not None:
            return self._home(case_id)
        return None if stored is None else self._now(stored)

    def _opened_at(self, home: Home) -> datetime:
        return self._opened.get(home.id) or self._ground.times(home.id)[0]

    def _closed_at(self, home: Home) -> datetime | None:
        return self._closed.get(home.id) or self._ground.times(home.id)[1]


def _number(home: Home | None) -> int | None:
    return None if home is None else home.number
