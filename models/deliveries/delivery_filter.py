"""Which deliveries a list shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from models.report import OutcomeStatus

DeliveryOutcome = Literal[OutcomeStatus, "rejected", "accepted"]


@dataclass(frozen=True, slots=True)
class DeliveryFilter:
    """All of its parts must be true of a delivery; what is None or empty lets every delivery through.

    The outcome "accepted" stands for every one but "rejected"; `code` says why a delivery was rejected, `since` is
    the first time of the list and `until` the first behind it, `text` must be in the body.
    """

    channel_id: int | None = None
    hook_id: int | None = None
    outcome: DeliveryOutcome | None = None
    code: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    text: str = ""


EVERY = DeliveryFilter()
