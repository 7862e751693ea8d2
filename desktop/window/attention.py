"""What is in front of the person: what is new in a channel stays new until somebody looks at it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow

from desktop.window.header import ACTIVITY, DELIVERIES, Header
from desktop.window.pages import Pages
from models.channels.channels import Channel


class Looking(QObject):
    """Only a window that is in front is looked at, and only the top of a list has what is new."""

    messages_seen = Signal(int, int)
    """The id of a channel, and that of the newest of its messages that is in front of the person."""
    deliveries_seen = Signal(object, int)
    """The id of a channel, None for all, and that of the newest of its deliveries that is in front of the person."""

    def __init__(self, window: QMainWindow, header: Header, pages: Pages) -> None:
        super().__init__(window)
        self._window, self._header, self._pages = window, header, pages
        self._rejected: dict[int, int] = {}

    def show_channels(self, channels: Sequence[Channel]) -> None:
        """These are what there is, with what is new in each."""
        self._rejected = {channel.id: channel.new_rejected for channel in channels}

    def look(self, channel: Channel | None) -> None:
        """What is in front of the person is not new any more in this channel, the one that is shown."""
        if channel is None:
            return
        in_front, pages = self._window.isActiveWindow(), self._pages
        message = pages.activity.newest_seen(channel.id) if in_front and pages.in_front(ACTIVITY) else None
        if message is not None and channel.unread:
            self.messages_seen.emit(channel.id, message)
        newest = pages.deliveries.newest_seen() if in_front and pages.in_front(DELIVERIES) else None
        listed = pages.deliveries.pane.filter().channel_id
        new = sum(self._rejected.values()) if listed is None else self._rejected.get(listed, 0)
        if newest is not None and new:
            self.deliveries_seen.emit(listed, newest)
        is_seen = newest is not None and listed in (None, channel.id)
        self._header.show_rejected(0 if is_seen else channel.new_rejected)
