"""The menu bar: which action stands in which menu."""

from __future__ import annotations

from desktop.cases import page_table as cases
from desktop.cases.case_table import CASE_MENU
from desktop.channels.channel_table import CHANNEL_MENU
from desktop.deliveries import page_table as deliveries
from desktop.deliveries.actions.delivery_table import DELIVERY_MENU
from desktop.menus.menu import Entry
from desktop.window.frame.menu_titles import CASE, CHANNEL, DELIVERY, EDIT, FILE, HELP, VIEW
from desktop.words.language import Sentence

MENU_BAR: tuple[Entry, ...] = (
    (
        FILE,
        (
            *("new_channel", None),
            *("export_cases", "export_messages", "export_deliveries", None),
            *("try_again", "choose_port", None),
            *("move_to_server", None),
            "quit",
        ),
    ),
    (
        EDIT,
        (
            *("undo", None),
            *("copy", "select_all", None),
            *("search", None),
            *("person", "settings"),
        ),
    ),
    (
        VIEW,
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
    (CHANNEL, CHANNEL_MENU),
    (CASE, (*cases.MOVING, *CASE_MENU)),
    (DELIVERY, (*deliveries.MOVING, *DELIVERY_MENU, None, "find_in_delivery")),
    (
        HELP,
        ("guide", "why_nothing", None, "shortcuts", None, "open_data", "open_log", "copy_diagnostics", None, "about"),
    ),
)
