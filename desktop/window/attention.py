"""What is in front of the person: what is new in a channel stays new until somebody looks at it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow

from desktop.data.shown import ACTIVITY, DELIVERIES, Shown
from desktop.window.header import Header
from desktop.window.pages import Pages


class Looking(QObject):
    """Only a window that is in front is looked at, and only the top of a list has what is new."""

    messages_seen = Signal(int, int)
    """The id of a channel, and that of the newest of its messages that is in front of the person."""
    deliveries_seen = Signal(object, int)
    """The id of a channel, None for all, and that of the newest of its deliveries that is in front of the person."""

    def __init__(self, window: QMainWindow, header: Header, pages: Pages, shown: Shown) -> None:
        super().__init__(window)
        self._window, self._header, self._pages, self._shown = window, header, pages, shown
        for looked in (shown.channels_read, shown.page_shown, pages.looked):
            looked.connect(self.look)

    def look(self) -> None:
        """Mark as seen what is in front of the person."""
        channel, pages = self._shown.channel, self._pages
        if channel is None:
            return
        page = self._shown.page_in_front if self._window.isActiveWindow() else None
        message = pages.activity.newest_seen(channel.id) if page == ACTIVITY else None
        if message is not None and channel.unread:
            self.messages_seen.emit(channel.id, message)
        newest = pages.deliveries.newest_seen() if page == DELIVERIES else None
        listed = pages.deliveries.pane.filter().channel_id
        new = any(one.new_rejected for one in self._shown.channels if listed in (None, one.id))
        if newest is not None and new:
            self.deliveries_seen.emit(listed, newest)
        is_seen = newest is not None and listed in (None, channel.id)
        self._header.show_rejected(0 if is_seen else channel.new_rejected)
