"""Which format somebody wants to edit: the way from a delivery, or from a web hook, to the editor."""

from __future__ import annotations

from dataclasses import dataclass

from models.channels.hook_rules import format_id_of
from models.deliveries.deliveries import Delivery
from models.formats import own_formats
from models.problems import NotThere
from receiver.formats.presets import presets


@dataclass(frozen=True, slots=True)
class WantedFormat:
    """A format of the administrator's own, or a new one, with the deliveries of a web hook.

    `format_id` is None for a new one, which begins as a copy of `preset`, by its name in presets(), or empty.
    `delivery_id` is the delivery that is shown first, the newest without one.
    """

    hook_id: int
    format_id: int | None = None
    delivery_id: int | None = None
    preset: str | None = None


def of_delivery(delivery: Delivery) -> WantedFormat:
    """The format that read a delivery; what a preset read, or nothing did, leads to a new one. Done in a task."""
    if delivery.format_version is not None and delivery.format:
        try:
            return WantedFormat(delivery.hook_id, own_formats.find(delivery.format).id, delivery.id)
        except NotThere:  # it is called otherwise now, or it was removed
            pass
    preset = next((name for name, each in presets().items() if each.name == delivery.format), None)
    return WantedFormat(delivery.hook_id, None, delivery.id, preset)


def of_hook(hook_id: int, reads: str) -> WantedFormat:
    """The format that a web hook reads by whose rule is `reads`: a copy of a preset, or a new one, where it is not
    the administrator's own."""
    return WantedFormat(hook_id, format_id_of(reads), None, reads if reads in presets() else None)
