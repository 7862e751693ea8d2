"""Suggestion: the preset that a delivery looks made for, where nothing read it as it is meant."""

from __future__ import annotations

from functools import cache, partial

from models.channels import hook_targets
from models.database import connection
from models.deliveries import deliveries
from models.deliveries.deliveries import REJECTED, Delivery
from models.problems import NotThere
from receiver.answers import Refused
from receiver.formats.arrived import Arrived
from receiver.formats.parts import known_of
from receiver.formats.presets import presets
from receiver.formats.recognition import recognised
from receiver.intake import reading
from receiver.intake.sent_again import labels, sent_again

_OF_THE_BODY = ("invalid_json", "invalid_report")


def is_unread(delivery: Delivery) -> bool:
    """Whether it was refused for its body, told without a format, or a format failed in it. It asks no database."""
    if delivery.outcome == REJECTED:
        return delivery.code in _OF_THE_BODY
    return delivery.format == "" or delivery.fell_back is not None


def looks_like(delivery: Delivery) -> str | None:
    """The name of the preset that recognises what came, as a hook's rule takes it; None where none does.

    Only what is unread has a suggestion, whatever the hook reads by; that is known from the row. Of the others one body
    is read.
    """
    if not is_unread(delivery) or not delivery.whole:
        return None
    try:
        original = deliveries.shown(delivery.id)
    except NotThere:
        return None
    with connection():
        target = hook_targets.of_hook(delivery.hook_id)
    if target is None:
        return None
    received = sent_again(original, target)
    try:
        found = preset_of(reading.arrived(received, *labels(received.headers)))
    except Refused:
        return None
    # One that failed is no suggestion.
    return found if found is None or presets()[found].name != delivery.format else None


def preset_of(arrived: Arrived) -> str | None:
    """The name of the preset that recognises a body."""
    chosen = recognised(arrived, cache(partial(known_of, arrived)), presets().values())
    return next((name for name, preset in presets().items() if preset is chosen), None)
