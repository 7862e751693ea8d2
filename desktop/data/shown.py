"""What the window shows: which channel or view, which page of it, and which case is open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:  # the window is seen before what speaks SQL is read
    from models.cases.cases import Case
    from models.cases.views import View
    from models.channels.channels import Channel

PAGES = ACTIVITY, CASES, DELIVERIES = range(3)


class Shown(QObject):
    """The one place that knows it. What shows it or acts on it watches, and says here what shall be shown instead.

    All of it holds already when the first signal of a change comes.
    """

    moved = Signal()
    """Another channel or view is shown, or there is no channel; no case is open then."""
    page_shown = Signal()
    """Another page is in front, or what a search found, or that no longer."""
    channels_read = Signal()
    """The channels were read again: more may be known of the one that is shown."""
    case_shown = Signal()
    """Another case is open, or none."""
    case_read = Signal()
    """The open case was read again; after a merge it is the one that lives on."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._channels: Sequence[Channel] = ()
        self._channel: Channel | None = None
        self._wanted: int | None = None
        self._view: View | None = None
        self._page = ACTIVITY
        self._searching = False
        self._case: Case | None = None

    @property
    def channels(self) -> Sequence[Channel]:
        """All channels, by name."""
        return self._channels

    @property
    def channel(self) -> Channel | None:
        """The channel that is shown, or the one to go back to from a view."""
        return self._channel

    @property
    def channel_in_front(self) -> Channel | None:
        """The channel that is shown; None when there is none, or a view is shown in its place."""
        return self._channel if self._view is None else None

    @property
    def view(self) -> View | None:
        """The view that is shown in place of the channel."""
        return self._view

    @property
    def page(self) -> int:
        """The page that is chosen, ACTIVITY, CASES or DELIVERIES; a view has CASES alone."""
        return self._page

    @property
    def page_in_front(self) -> int | None:
        """The page that the person sees; None behind what a search found, and where there is no channel."""
        there = self._channel is not None or self._view is not None
        return self._page if there and not self._searching else None

    @property
    def searching(self) -> bool:
        """Whether what a search found is in front of the pages."""
        return self._searching

    @property
    def case(self) -> Case | None:
        """The case that is open, as it was read last."""
        return self._case

    def choose(self, channels: Sequence[Channel]) -> Channel | None:
        """Which of these channels to show: the wanted one, otherwise the one that is shown, otherwise the first.

        Any thread may ask.
        """
        there = {channel.id: channel for channel in channels}
        wanted, shown = self._wanted, self._channel
        ids = (wanted, None if shown is None else shown.id)
        found = (there[channel_id] for channel_id in ids if channel_id is not None and channel_id in there)
        return next(found, channels[0] if channels else None)

    def update_channels(self, channels: Sequence[Channel]) -> None:
        """Take over all channels there are; the one that is shown stays while it is among them."""
        before, self._channels = self._place(), channels
        self._settle()
        self._tell(before)
        self.channels_read.emit()

    def show_channel(self, channel_id: int) -> None:
        """Show a channel, now or as soon as it is there."""
        before, self._wanted, self._searching = self._place(), channel_id, False
        self._settle()
        self._tell(before)

    def show_view(self, view: View) -> None:
        """Show the cases of a view in place of the channel."""
        before, self._view, self._page, self._searching = self._place(), view, CASES, False
        self._tell(before)

    def show_page(self, page: int) -> None:
        """Show a page of the channel."""
        before, self._searching = self._place(), False
        if self._view is None:
            self._page = page
        self._tell(before)

    def show_search(self) -> None:
        """Show what a search found, in front of the page."""
        before, self._searching = self._place(), True
        self._tell(before)

    def leave_search(self) -> None:
        """Show again what was in front before the search."""
        before, self._searching = self._place(), False
        self._tell(before)

    def show_case(self, case: Case | None) -> None:
        """Open a case, None for none."""
        self._case = case
        self.case_shown.emit()

    def update_case(self, case: Case) -> None:
        """Take over what the open case is by now."""
        self._case = case
        self.case_read.emit()

    def _settle(self) -> None:
        """Go to the channel that is wanted, once it is there, also from a view."""
        self._channel = self.choose(self._channels)
        if self._channel is not None and self._channel.id == self._wanted:
            self._wanted = self._view = None

    def _place(self) -> tuple[object, object]:
        channel = self.channel_in_front
        return (self._view, None if channel is None else channel.id), (self._page, self._searching)

    def _tell(self, before: tuple[object, object]) -> None:
        moved, turned = (was != now for was, now in zip(before, self._place(), strict=True))
        if moved:
            self.show_case(None)
            self.moved.emit()
        if turned:
            self.page_shown.emit()
