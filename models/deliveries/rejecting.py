"""Rejecting: hooks that refuse most of what they get, by the last of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from models.channels.hooks import Hook
from models.database import connection, execute
from models.deliveries.delivery_filter import DeliveryFilter
from models.deliveries.delivery_pages import select

# Of so many of the last deliveries more than half were rejected, and not mended since. One or two may be a try.
LOOKED_AT = 20
LEAST = 3


@dataclass(frozen=True, slots=True)
class RejectingHook:
    """A hook that rejected so many of the last deliveries that were looked at."""

    hook_id: int
    purpose: str
    channel_id: int
    rejected: int
    looked_at: int


def rejecting(hooks: Iterable[Hook]) -> list[RejectingHook]:
    """Those of the hooks that reject most, in their order. One that takes nothing on purpose is not among them."""
    with connection():
        found = [_rejecting(hook) for hook in hooks if hook.enabled and hook.rejected >= LEAST]
    return [each for each in found if each is not None]


def _rejecting(hook: Hook) -> RejectingHook | None:
    page = select(DeliveryFilter(hook.channel_id, hook.id), None, LOOKED_AT)
    text = (
        "SELECT COALESCE(SUM(CASE WHEN outcome = 'rejected' AND mended_by IS NULL THEN 1 ELSE 0 END), 0), COUNT(*)"
        f" FROM deliveries WHERE replay_of IS NULL AND id IN (SELECT id FROM ({page.sql}) AS page)"
    )
    ((rejected, looked_at),) = execute(text, page.params)
    if rejected < LEAST or 2 * rejected <= looked_at:
        return None
    return RejectingHook(hook.id, hook.purpose, hook.channel_id, int(rejected), int(looked_at))
