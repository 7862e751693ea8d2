"""Grounds: what foresight stands on, the channel as it is stored, or an empty one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from models.database import execute
from models.database.tables import StoredTime, from_stored, from_stored_or_none
from models.recording import facts
from models.recording.rules import Facts, Keyed
from models.report import Report

OF_CHANNEL = "SELECT last_case_number, reopen_on_update FROM channels WHERE id = ?"
TIMES = "SELECT created_at, closed_at FROM cases WHERE id = ?"


class StoredGround:
    """The channel as it is stored, in a scope of ids.

    The connection is open as long as it is asked, best for one reading.
    """

    def __init__(self, channel_id: int, scope: int = 0) -> None:
        self._channel_id, self._scope = channel_id, scope
        [(number, reopens)] = execute(OF_CHANNEL, (channel_id,))
        self.last_number: int = number
        self.reopens = bool(reopens)

    def look_up(self, report: Report, reopens_since: StoredTime | None) -> Facts:
        return facts.look_up(self._channel_id, report, reopens_since, self._scope)

    def all_keyed(self, key: str, reopens_since: StoredTime | None) -> Sequence[Keyed]:
        return facts.all_keyed(self._channel_id, key, reopens_since, self._scope)

    def times(self, case_id: int) -> tuple[datetime, datetime | None]:
        [(opened, closed)] = execute(TIMES, (case_id,))
        return from_stored(opened), from_stored_or_none(closed)


class EmptyGround:
    """A channel in which nothing was ever reported."""

    last_number = 0

    def __init__(self, *, reopens: bool = True) -> None:
        self.reopens = reopens

    def look_up(self, _report: Report, _reopens_since: StoredTime | None) -> Facts:
        return facts.NOTHING

    def all_keyed(self, _key: str, _reopens_since: StoredTime | None) -> Sequence[Keyed]:
        return ()

    def times(self, case_id: int) -> tuple[datetime, datetime | None]:
        raise LookupError(case_id)
