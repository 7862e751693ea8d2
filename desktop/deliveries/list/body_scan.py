"""A look for a text in bodies, under way on another thread: how far it has come, and whether it shall go on."""

from __future__ import annotations

from datetime import datetime


class BodyScan:
    """Any thread may ask and tell; a list has one at a time."""

    def __init__(self) -> None:
        self.back_to: datetime | None = None
        """Everything newer than this was looked at."""
        self.stopped = False

    def scanned(self, oldest: datetime) -> bool:
        """Take note of how far it has come; whether it shall go on."""
        self.back_to = oldest
        return not self.stopped

    def stop(self) -> None:
        """End it with what was found until now."""
        self.stopped = True
