"""A suggestion: a web hook, and the preset that what came to it looks made for though it reads by something else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from desktop.words.language import tr
from models.channels import hooks
from models.channels.hook_rules import AUTOMATIC
from models.channels.hooks import Hook
from models.deliveries import deliveries
from models.deliveries.deliveries import Delivery
from models.deliveries.delivery_filter import DeliveryFilter
from receiver.formats.presets import presets
from receiver.intake.findings.suggestion import is_unread, looks_like

LOOKED_AT = 5


@dataclass(frozen=True, slots=True)
class Suggested:
    """`preset` is its name as the rule of a hook takes it; `delivery_id` the delivery that looks made for it."""

    hook: Hook
    preset: str
    delivery_id: int

    def question(self) -> str:
        """The suggestion in words."""
        return tr("This looks like {format}. Use its format?", format=presets()[self.preset].name)

    def question_of_hook(self) -> str:
        """The suggestion in words, where the web hook is not in sight."""
        return tr(
            "What came to “{hook}” looks like {format}. Use its format?",
            hook=self.hook.purpose,
            format=presets()[self.preset].name,
        )


def of_hooks(found: Iterable[Hook]) -> list[Suggested]:
    """What the newest deliveries of each hook suggest. Done in a task."""
    asked = (hook for hook in found if hook.rules.reads != AUTOMATIC and hook.last_delivery_at is not None)
    return [one for one in map(_of_hook, asked) if one is not None]


def of_delivery(delivery: Delivery) -> Suggested | None:
    """What a delivery suggests for its hook. Done in a task."""
    if not is_unread(delivery):
        return None
    hook = next((hook for hook in hooks.of_channel(delivery.channel_id) if hook.id == delivery.hook_id), None)
    return None if hook is None else _suggested(hook, delivery)


def _of_hook(hook: Hook) -> Suggested | None:
    newest = deliveries.page(DeliveryFilter(hook.channel_id, hook.id), limit=LOOKED_AT)
    # Behind one that was read well, nothing is to be said any more.
    said = (_suggested(hook, delivery) for delivery in takewhile(is_unread, newest))
    return next((one for one in said if one is not None), None)


def _suggested(hook: Hook, delivery: Delivery) -> Suggested | None:
    if hook.rules.reads == AUTOMATIC or delivery.mended_by is not None:
        return None
    preset = _looks_like(delivery)
    return None if preset is None or preset == hook.rules.reads else Suggested(hook, preset, delivery.id)


@lru_cache(maxsize=64)
def _looks_like(delivery: Delivery) -> str | None:
    """While posts come, the same delivery is asked for several times a second."""
    return looks_like(delivery)
