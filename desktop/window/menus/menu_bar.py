"""The menu bar: which action stands in which menu."""

from __future__ import annotations

from desktop.cases import page_table as cases
from desktop.cases.case_table import CASE_MENU
from desktop.channels.channel_table import CHANNEL_MENU
from desktop.deliveries import page_table as deliveries
from desktop.deliveries.actions.delivery_table import DELIVERY_MENU
from desktop.menus.menu import Entry
from desktop.words.language import Sentence

MENU_BAR: tuple[Entry, ...] = (
    (
        Sentence("&File"),
        (
            *("new_channel", None),
            *("export_cases", "export_messages", "export_deliveries", None),
            *("try_again", "choose_port", None),
            *("move_to_server", None),
            "quit",
        ),
    ),
    (
        Sentence("&Edit"),
        (
            *("undo", None),
            *("copy", "select_all", None),
            *("search", None),
            *("person", "settings"),
        ),
    ),
    (
        Sentence("&View"),
        (
            *("show_activity", "show_cases", "show_deliveries", None),
            *("previous_channel", "next_channel", "go_to_channel", None),
            *("filter_cases", "order_cases", "save_view", None),
            *("rejected", "unknown_urls", "find_deliveries", "filter_deliveries", None),
            "refresh",
            (Sentence("The&me"), ("theme_system", "theme_light", "theme_dark")),
            (Sentence("Te&xt size"), ("larger_texts", "smaller_texts", "usual_texts")),
            "compact",
            *(None, "keep_receiving", "notify"),
        ),
    ),
    (Sentence("&Channel"), CHANNEL_MENU),
    (Sentence("C&ase"), (*cases.MOVING, *CASE_MENU)),
    (Sentence("&Delivery"), (*deliveries.MOVING, *DELIVERY_MENU, None, "find_in_delivery")),
    (
        Sentence("&Help"),
        ("guide", "why_nothing", None, "shortcuts", None, "open_data", "open_log", "copy_diagnostics", None, "about"),
    ),
)
