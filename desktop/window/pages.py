"""What takes the right side of the window: the pages of a channel, what a search found, or that there is no channel."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.activity.page import ActivityPage
from desktop.cases.page import CasesPage
from desktop.deliveries.page import DeliveriesPage
from desktop.search.search_page import SearchPage
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.theme import ThemeHolder
from desktop.window.header import CASES, DELIVERIES
from models.channels.channels import Channel
from models.news.changes import Change


class Pages(QStackedWidget):
    """All of them follow the channel and the database, so that each is right when it is chosen."""

    case_wanted = Signal(int)
    """The id of a case that shall be shown."""
    delivery_wanted = Signal(int)
    """The id of a delivery that shall be shown."""
    announced = Signal(str)
    """A line for the status bar: what a person did has been done."""
    looked = Signal()
    """The newest messages or deliveries may be in front of the person."""

    def __init__(
        self,
        *,
        activity: ActivityPage,
        cases: CasesPage,
        deliveries: DeliveriesPage,
        search: SearchPage,
        theme: ThemeHolder,
    ) -> None:
        super().__init__()
        self.activity, self.cases, self.deliveries, self._search = activity, cases, deliveries, search
        self.no_channel = EmptyState(
            "hashtag", "No channel yet", "A channel is where messages and cases collect.", theme=theme
        )
        self._of_channel: tuple[QWidget, ...] = (activity, cases, deliveries)
        for page in (*self._of_channel, self.no_channel, search):
            self.addWidget(page)
        for wanted in (activity.case_wanted, deliveries.case_wanted):
            wanted.connect(self.case_wanted)
        activity.delivery_wanted.connect(self.delivery_wanted)
        for announced in (activity.announced, cases.announced, deliveries.announced):
            announced.connect(self.announced)
        activity.seen.connect(lambda _: self.looked.emit())
        deliveries.seen.connect(self.looked)

    def show_channel(self, channel: Channel | None) -> None:
        """Show a channel in each of them, None for none."""
        self.cases.show_channel(channel)
        self.activity.show_channel(channel)
        self.deliveries.show_channel(channel)

    def on_changed(self, change: Change) -> None:
        """Take in what may have changed."""
        self.activity.on_changed(change)
        self.cases.on_changed(change)
        self.deliveries.on_changed(change)
        self._search.on_changed(change)

    def choose(self, page: int | None) -> None:
        """Have a page of the channel in front, ACTIVITY, CASES or DELIVERIES; None for that there is no channel."""
        self.setCurrentWidget(self.no_channel if page is None else self._of_channel[page])

    def choose_search(self) -> None:
        """Have in front what a search found."""
        self.setCurrentWidget(self._search)

    def in_front(self, page: int) -> bool:
        """Whether a page of the channel is what the person sees."""
        return self.currentWidget() is self._of_channel[page]

    def take_keyboard(self) -> None:
        """Let the keys go to the page in front."""
        if self.in_front(CASES):
            self.cases.pane.list.setFocus()
        elif self.in_front(DELIVERIES):
            self.deliveries.pane.list.setFocus()
        else:
            self.activity.setFocus()
