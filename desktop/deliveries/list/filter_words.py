"""A filter of deliveries in words, part by part, and the same filter without each part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from desktop.deliveries.list.delivery_words import OUTCOMES, cause
from desktop.widgets.part_chips import Part
from desktop.words import clock
from desktop.words.filter_spans import between_alone
from desktop.words.language import tr
from models import moments
from models.cases.case_filter import Between
from models.channels.hooks import Hook
from models.deliveries.deliveries import REJECTED
from models.deliveries.delivery_filter import DeliveryFilter

ACCEPTED = "accepted"


def parts(filter_: DeliveryFilter, hooks: Sequence[Hook]) -> list[Part[DeliveryFilter]]:
    """Every part but the channel and "rejected", which have places of their own."""
    found = list[Part[DeliveryFilter]]()
    if filter_.code is not None:
        found.append(Part(cause(filter_.code), replace(filter_, code=None)))
    if filter_.outcome not in (None, REJECTED):
        found.append(Part(outcome_words(filter_.outcome), replace(filter_, outcome=None)))
    if filter_.hook_id is not None:
        found.append(Part(tr("To {hook}", hook=_hook(filter_.hook_id, hooks)), replace(filter_, hook_id=None)))
    if filter_.since is not None or filter_.until is not None:
        words = time_words(filter_.since, filter_.until)
        found.append(Part(words, replace(filter_, since=None, until=None)))
    if filter_.text:
        found.append(Part(tr("“{text}” in the body", text=filter_.text), replace(filter_, text="")))
    return found


def outcome_words(outcome: str | None) -> str:
    """ "Accepted", "Opened"."""
    if outcome == ACCEPTED:
        return tr("Accepted")
    return tr(OUTCOMES[outcome]) if outcome in OUTCOMES else tr("Rejected")


def time_words(since: datetime | None, until: datetime | None) -> str:
    """ "Since 1 Mar 2027", "1 Mar 2027 to 12 Mar 2027", "Since 12 Mar 14:20"."""
    if until is None and since is not None and since != clock.midnight(moments.local(since).date()):
        return tr("Since {day}", day=clock.time_of_day(since, clock.now()))
    return between_alone(Between(since, until))


def clear(filter_: DeliveryFilter) -> DeliveryFilter:
    """The channel, and nothing else."""
    return DeliveryFilter(channel_id=filter_.channel_id)


def shows_rejected(filter_: DeliveryFilter) -> bool:
    """Whether every new rejected delivery is in the list."""
    return replace(filter_, outcome=None) == clear(filter_) and filter_.outcome in (None, REJECTED)


def _hook(hook_id: int, hooks: Sequence[Hook]) -> str:
    return next((hook.purpose for hook in hooks if hook.id == hook_id), tr("a web hook that was removed"))
