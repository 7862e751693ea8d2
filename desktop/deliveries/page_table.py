"""What can be done on the Deliveries page: a row each."""

from __future__ import annotations

from desktop.deliveries.page import DeliveriesPage
from desktop.menus.action import Action
from desktop.menus.menu import Entry
from desktop.words.language import Sentence

# fmt: off
ON_PAGE: tuple[Action[DeliveriesPage], ...] = (
    Action("next_delivery", Sentence("Ne&xt delivery"), "J", "",
           lambda on: on.pane.list.step(1)),
    Action("previous_delivery", Sentence("&Previous delivery"), "K", "",
           lambda on: on.pane.list.step(-1)),
    Action("newest_deliveries", Sentence("&Newest deliveries"), "N", "",
           lambda on: on.pane.go_to_top()),
    Action("filter_deliveries", Sentence("Filter deli&veries"), "F", "filter",
           lambda on: on.pane.head.open_filter_menu()),
    Action("find_deliveries", Sentence("Find deliveries by &text…"), "T", "",
           lambda on: on.pane.head.text.setFocus()),
    Action("find_in_delivery", Sentence("&Find in the delivery"), "Ctrl+F", "",
           lambda on: on.detail.begin_find(), lambda on: on.detail.delivery() is not None),
)
"""While it is in front."""

ON_CHANNEL: tuple[Action[DeliveriesPage], ...] = (
    Action("rejected", Sentence("Re&jected deliveries"), "Ctrl+Shift+R", "",
           lambda on: on.turn_to_rejected()),
    Action("unknown_urls", Sentence("Unknown &URLs"), "", "",
           lambda on: on.show_unknown()),
)
"""While a channel is in front, whatever its page."""
# fmt: on

MOVING: tuple[Entry, ...] = ("next_delivery", "previous_delivery", "newest_deliveries", None)
"""Above the rest of the Delivery menu of the window."""
