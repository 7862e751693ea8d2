"""What can be done with deliveries: a row each, and the menu they stand in."""

from __future__ import annotations

from desktop.deliveries.actions.delivery_actions import DeliveryActions
from desktop.menus.action import Action
from desktop.menus.menu import Entry
from desktop.words.language import Sentence, tr
from models.deliveries.deliveries import REJECTED


def _replay_words(on: DeliveryActions) -> str:
    many = len(on.selected)
    return tr("&Replay") if many < 2 else tr("&Replay {count} deliveries", many)


def _can_replay(on: DeliveryActions) -> bool:
    return bool(on.selected) and all(delivery.whole for delivery in on.selected)


def _has_one(on: DeliveryActions) -> bool:
    return on.one() is not None


def _is_rejected(on: DeliveryActions) -> bool:
    one = on.one()
    return one is not None and one.outcome == REJECTED


def _is_whole(on: DeliveryActions) -> bool:
    one = on.one()
    return one is not None and one.whole


def _has_body(on: DeliveryActions) -> bool:
    one = on.one()
    return one is not None and one.size > 0


def _repeats(on: DeliveryActions) -> bool:
    one = on.one()
    return one is not None and one.replay_of is not None


def _compare_words(on: DeliveryActions) -> str:
    return tr("Co&mpare with what it repeats") if _repeats(on) else tr("Co&mpare two deliveries")


def _can_compare(on: DeliveryActions) -> bool:
    return len(on.selected) == 2 or _repeats(on)


def _is_of_any_shape(on: DeliveryActions) -> bool:
    """Whether it was not Hookdesk's own JSON, and was taken."""
    one = on.one()
    return one is not None and (one.format is not None or one.fell_back is not None)


def _format_words(on: DeliveryActions) -> str:
    one = on.one()
    is_own = one is not None and one.format_version is not None
    return tr("Edit the f&ormat…") if is_own else tr("Make a f&ormat…")


# fmt: off
ON_DELIVERIES: tuple[Action[DeliveryActions], ...] = (
    Action("replay", Sentence("&Replay"), "R", "rotate-right",
           lambda on: on.replay(), _can_replay, says=_replay_words),
    Action("edit_and_replay", Sentence("&Edit and replay…"), "E", "pen",
           lambda on: on.edit_and_replay(), _has_one),
    Action("replay_all", Sentence("Replay &all rejected of this web hook…"), "", "forward",
           lambda on: on.replay_all(), _is_rejected),
    Action("edit_format", Sentence("Make a f&ormat…"), "O", "wand-magic-sparkles",
           lambda on: on.edit_format(), _is_of_any_shape, says=_format_words),
    Action("copy_as", Sentence("&Copy as"), "", "code", can=_is_whole),
    Action("copy_body", Sentence("Copy &body"), "Ctrl+Shift+C", "copy",
           lambda on: on.copy_body(), _has_body),
    Action("save_body", Sentence("&Save body…"), "Ctrl+S", "download",
           lambda on: on.save_body(), _has_body),
    Action("compare", Sentence("Co&mpare two deliveries"), "D", "code-compare",
           lambda on: on.compare(), _can_compare, says=_compare_words),
)
"""On those that are selected."""
# fmt: on

DELIVERY_MENU: tuple[Entry, ...] = (
    *("replay", "edit_and_replay", "replay_all", "edit_format", None),
    *("copy_as", "copy_body", "save_body", None),
    "compare",
)
"""The context menu of the list, behind the "…" of the open delivery, and a part of the Delivery menu."""
