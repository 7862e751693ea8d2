"""What can be done about the program as a whole, and as it goes on without its window: a row each."""

from __future__ import annotations

from desktop.menus.action import Action
from desktop.menus.menu import Entry
from desktop.tray.background import KEEP_RECEIVING, Background
from desktop.words.language import Sentence


def _has_tray(on: Background) -> bool:
    return on.tray is not None


# fmt: off
ON_PROGRAM: tuple[Action[Background], ...] = (
    Action("quit", Sentence("&Quit"), "Ctrl+Q", "power-off",
           lambda on: on.quit()),
    Action("keep_receiving", Sentence("&Keep receiving when the window is closed"),
           does=lambda on: on.turn(KEEP_RECEIVING), can=_has_tray, is_on=lambda on: on.is_on(KEEP_RECEIVING),
           hides=True),
    Action("notify", Sentence("Not&ify of new cases"),
           does=lambda on: on.notifications.turn(not on.notifications.are_on), can=_has_tray,
           is_on=lambda on: on.notifications.are_on, hides=True),
    Action("open_window", Sentence("&Open Hookdesk"),
           does=lambda on: on.show_window(), can=_has_tray),
    Action("quit_from_tray", Sentence("&Quit"),
           does=lambda on: on.quit_when_answered(), can=_has_tray),
)
# fmt: on

TRAY_MENU: tuple[Entry, ...] = (
    *("open_window", None),
    *("keep_receiving", "notify", None),
    "quit_from_tray",
)
"""Below the line that says how the receiver is."""
