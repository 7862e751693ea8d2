"""What can be done with channels: a row each, and the menu they stand in."""

from __future__ import annotations

from desktop.channels.channel_actions import ChannelActions
from desktop.menus.action import Action
from desktop.menus.menu import Entry
from desktop.words.language import Sentence

# fmt: off
NEW_CHANNEL: tuple[Action[ChannelActions], ...] = (
    Action("new_channel", Sentence("&New channel…"), "Ctrl+N", "plus",
           lambda on: on.new()),
)
"""Whatever is in front."""

ON_CHANNEL: tuple[Action[ChannelActions], ...] = (
    Action("edit_channel", Sentence("&Edit…"), "Ctrl+E", "pen",
           lambda on: on.edit()),
    Action("new_hook", Sentence("New web &hook…"), "Ctrl+Shift+N", "plus",
           lambda on: on.new_hook()),
    Action("copy_url", Sentence("&Copy web hook URL"), "", "link", can=lambda on: bool(on.hooks)),
    Action("mark_read", Sentence("&Mark as read"), "Ctrl+R", "check-double",
           lambda on: on.mark_read(), lambda on: on.has_unread()),
    Action("keep_on_top", Sentence("Keep on &top"), "Ctrl+T", "",
           lambda on: on.turn_on_top(), is_on=lambda on: on.is_on_top()),
    Action("rename_channel", Sentence("&Rename…"), "F2", "",
           lambda on: on.rename()),
    Action("delete_channel", Sentence("&Delete…"), "", "trash-can",
           lambda on: on.delete()),
)
"""On the channel that is in front."""
# fmt: on

CHANNEL_MENU: tuple[Entry, ...] = (
    *("edit_channel", "new_hook", "copy_url", None),
    *("mark_read", "keep_on_top", "rename_channel", None),
    "delete_channel",
)
"""The Channel menu of the window, and behind the Channel button."""
