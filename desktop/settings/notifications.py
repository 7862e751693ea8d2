"""What the tray tells of: which cases, at which hours, with or without a sound."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

import msgspec
from PySide6.QtCore import QObject, QSettings, Signal

from models import moments
from models.cases.arrivals import Arrivals

ON, RULES = "tray/notify", "tray/rules"


@dataclass(frozen=True, slots=True)
class Rules:
    """Cases of `lowest` priority and above are told, but those of the channels in `without`, by their ids.

    From the hour `quiet_from` to the hour `quiet_to` of the clock here, nothing is told; None sets no such hours.
    """

    lowest: int = 0
    without: frozenset[int] = frozenset()
    quiet_from: int | None = None
    quiet_to: int = 7
    sound: bool = False

    def is_quiet(self, at: datetime) -> bool:
        """Whether nothing is told at a moment, which is aware; the hours may go over midnight."""
        begin, end, hour = self.quiet_from, self.quiet_to, moments.local(at).hour
        if begin is None or begin == end:
            return False
        return begin <= hour < end if begin < end else hour >= begin or hour < end

    def of(self, arrived: Arrivals) -> Arrivals:
        """Those of the new cases that are told."""
        told = [case for case in arrived.cases if case.priority >= self.lowest and case.channel_id not in self.without]
        return replace(arrived, cases=told, more=arrived.more and bool(told))


class Notifications(QObject):
    """Kept beside the database, like the place of the window."""

    changed = Signal()

    def __init__(self, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.rules = _read(str(settings.value(RULES, "")))

    @property
    def are_on(self) -> bool:
        """Whether anything is told at all; it is until a person says otherwise."""
        return str(self._settings.value(ON, "true")) == "true"

    def turn(self, on: bool) -> None:
        """Tell of new cases, or do not."""
        self._settings.setValue(ON, "true" if on else "false")
        self.changed.emit()

    def use(self, rules: Rules) -> None:
        """Tell by other rules."""
        self.rules = rules
        self._settings.setValue(RULES, msgspec.json.encode(rules).decode())
        self.changed.emit()


def _read(text: str) -> Rules:
    try:
        return msgspec.json.decode(text, type=Rules) if text else Rules()
    except msgspec.DecodeError:  # somebody else wrote there
        return Rules()
