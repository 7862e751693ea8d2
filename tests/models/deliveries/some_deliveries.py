"""Deliveries for tests, as they would be stored of posts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from time import perf_counter

from models.channels.hooks import Hook
from models.database import execute, writing
from models.deliveries import storing
from models.deliveries.deliveries import Answer, Received
from models.deliveries.delivery_filter import DeliveryFilter
from models.deliveries.delivery_pages import ACCEPTED
from tests.models.conftest import AT

HEADERS = (("Host", "127.0.0.1:4665"), ("User-Agent", "curl/8.5.0"))


@dataclass(frozen=True, slots=True)
class Some:
    """What matters of a delivery in a test."""

    hook: Hook
    at: datetime = AT
    outcome: str = "posted"
    code: str | None = None
    body: bytes = b'{"text": "hello"}'
    headers: tuple[tuple[str, str], ...] = HEADERS

    def is_in(self, filter_: DeliveryFilter) -> bool:
        """Whether a list shows it, said without SQL."""
        outcomes = ACCEPTED if filter_.outcome == "accepted" else (filter_.outcome or self.outcome,)
        return (
            filter_.channel_id in (None, self.hook.channel_id)
            and filter_.hook_id in (None, self.hook.id)
            and self.outcome in outcomes
            and filter_.code in (None, self.code)
            and (filter_.since is None or filter_.since <= self.at)
            and (filter_.until is None or self.at < filter_.until)
            and filter_.text.encode().lower() in self.body.lower()
        )


def received(one: Some) -> Received:
    hook = one.hook
    where = (hook.id, hook.channel_id, hook.purpose)
    return Received(*where, one.at, "127.0.0.1", "POST", one.headers, one.body, len(one.body), perf_counter())


def store(*some: Some, old_url_id: int | None = None, replay_of: int | None = None) -> list[int]:
    """Store them in this order; their ids."""
    rows = []
    for one in some:
        answer = Answer(200, one.outcome, one.code, b"{}")
        came = replace(received(one), old_url_id=old_url_id, replay_of=replay_of)
        rows.append(storing.row(came, answer, None))
    with writing():
        last = execute("SELECT COALESCE(MAX(id), 0) FROM deliveries")[0][0]
        for start in range(0, len(rows), 500):
            storing.store(rows[start : start + 500])
        return [row[0] for row in execute("SELECT id FROM deliveries WHERE id > ? ORDER BY id", (last,))]
