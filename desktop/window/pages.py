"""What takes the right side of the window: the pages of a channel, what a search found, or that there is no channel."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.activity.page import ActivityPage
from desktop.cases.page import CasesPage
from desktop.data.shown import CASES, DELIVERIES, Shown
from desktop.deliveries.page import DeliveriesPage
from desktop.search.search import Search
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import tr
from models.news.changes import Change


class Pages(QStackedWidget):
    """All of them follow what is shown and the database, so that each is right when it is chosen."""

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
        search: Search,
        theme: ThemeHolder,
        shown: Shown,
    ) -> None:
        super().__init__()
        self.activity, self.cases, self.deliveries = activity, cases, deliveries
        self._search, self._shown = search, shown
        self._is_new = True
        self.no_channel = EmptyState(
            "hashtag", tr("No channel yet"), tr("A channel is where messages and cases collect."), theme=theme
        )
        self._of_channel: tuple[QWidget, ...] = (activity, cases, deliveries)
        for page in (*self._of_channel, self.no_channel, search.page):
            self.addWidget(page)
        for wanted in (activity.case_wanted, deliveries.case_wanted):
            wanted.connect(self.case_wanted)
        activity.delivery_wanted.connect(self.delivery_wanted)
        for announced in (activity.announced, cases.announced, deliveries.announced):
            announced.connect(self.announced)
        for seen in (activity.seen, deliveries.seen):
            seen.connect(self.looked)
        for changed in (shown.moved, shown.page_shown):
            changed.connect(self._show)
        self._show()

    def on_changed(self, change: Change) -> None:
        """Take in what may have changed."""
        self.activity.on_changed(change)
        self.cases.on_changed(change)
        self.deliveries.on_changed(change)
        self._search.page.on_changed(change)

    def _show(self) -> None:
        """Bring what is shown to the front; at first, and after a search, the keyboard goes to the page."""
        page, search = self._shown.page_in_front, self._search
        goes_back = self.currentWidget() is search.page and search.has_focus()
        if self._shown.searching:
            self.setCurrentWidget(search.page)
        else:
            self.setCurrentWidget(self.no_channel if page is None else self._of_channel[page])
        if goes_back or (self._is_new and page is not None):
            self._is_new = False
            self.take_keyboard()

    def take_keyboard(self) -> None:
        """Lead the keyboard into the page that is in front."""
        page = self._shown.page_in_front
        if page == CASES:
            self.cases.pane.list.setFocus()
        elif page == DELIVERIES:
            self.deliveries.pane.list.setFocus()
        elif page is not None:
            self.activity.setFocus()
