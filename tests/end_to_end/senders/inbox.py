"""Inbox: a channel with one hook, and what came in by it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.end_to_end.senders.programs import PATIENCE
from tests.end_to_end.station import Station

Row = dict[str, Any]


@dataclass(frozen=True)
class Inbox:
    """All lists have the oldest first."""

    station: Station
    channel: str
    url: str

    def cases(self) -> list[Row]:
        """The cases with their messages, keys and history."""
        listed = self.station.json("case", "list", self.channel)
        shown = (self.station.json("case", "show", self.channel, str(case["number"])) for case in reversed(listed))
        return list(shown)

    def states(self) -> dict[str, str]:
        """Whether each case is open, by its subject."""
        return {case["subject"]: case["state"] for case in self.station.json("case", "list", self.channel)}

    def case(self) -> Row:
        """The one case that there is."""
        (case,) = self.cases()
        return case

    def messages(self) -> list[Row]:
        return list(reversed(self.station.json("message", "list", self.channel)))

    def message(self) -> Row:
        """The one message that there is."""
        (message,) = self.messages()
        return message

    def deliveries(self) -> list[Row]:
        return list(reversed(self.station.json("delivery", "list", "--channel", self.channel)))

    def outcomes(self) -> list[str]:
        return [str(delivery["outcome"]) for delivery in self.deliveries()]


def eventually(look: Callable[[], object], what: str) -> None:
    """Look again until it is so."""
    deadline = time.monotonic() + PATIENCE
    while not look():
        assert time.monotonic() < deadline, f"It never came: {what}"
