"""The main window: channels and views on the left, the pages of one of them on the right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSettings, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from desktop.actions import Actions
from desktop.activity.page import ActivityPage
from desktop.banner import Banner
from desktop.cases.case_keys import CaseKeys
from desktop.cases.page import CasesPage
from desktop.empty_state import EmptyState
from desktop.header import ACTIVITY, CASES, Header
from desktop.overview import Overview, choose
from desktop.search.search import Search
from desktop.side_bar import SideBar
from desktop.status import StatusBar
from desktop.theme import ThemeHolder
from desktop.undo_bar import UndoBar
from desktop.window_columns import WindowColumns
from desktop.window_place import WindowPlace
from models.changes import Change
from models.channels import Channel
from models.views import View

SMALLEST = (720, 480)
NO_CHANNEL = 2
MOMENT_MS = 4000


class MainWindow(QMainWindow):
    """Shows what it is given; desktop/desk.py connects it with what reads and writes."""

    closed = Signal()
    channel_chosen = Signal(object)
    """The Channel that is shown from now on, None when there is none, or a view is shown."""
    page_shown = Signal()
    looked_at = Signal(int)
    """The id of a channel whose newest messages are in front of the person."""

    def __init__(
        self,
        *,
        theme: ThemeHolder,
        activity: ActivityPage,
        cases: CasesPage,
        search: Search,
        status: StatusBar,
        settings: QSettings,
    ) -> None:
        super().__init__()
        self._place = WindowPlace(settings)
        self.setWindowTitle("Hookdesk")
        self.channel: Channel | None = None
        self.view: View | None = None
        """The view that is shown in place of the channel."""
        self._wanted: int | None = self._place.channel()
        self.menu_actions = Actions(self, theme)
        self.case_keys = CaseKeys(self, theme)
        self.side_bar = SideBar(theme=theme)
        self.side, self.views = self.side_bar.channels, self.side_bar.views
        self.header = Header(theme=theme)
        self.banner = Banner(theme=theme)
        self.activity, self.cases, self.search, self.status = activity, cases, search, status
        self.undo_bar = UndoBar(cases.case_actions.undo, theme=theme)
        self.no_channel = EmptyState(
            "hashtag", "No channel yet", "A channel is where messages and cases collect.", theme=theme
        )
        self._pages = QStackedWidget()
        right = (self.banner, self.header, self._pages, self.undo_bar)
        self._columns = WindowColumns(self.side_bar, right, self._pages)
        self._arrange()
        self._connect()
        self._place.restore(self, self._columns)
        self.choose_page(CASES if self._place.page() == CASES else ACTIVITY)

    def wanted_channels(self) -> list[int]:
        """The ids of the channel that shall be shown and, until it is there, of the one that is shown;
        any thread may ask."""
        shown = self.channel
        ids = (self._wanted, None if shown is None else shown.id)
        return [channel_id for channel_id in ids if channel_id is not None]

    def show_overview(self, overview: Overview) -> None:
        """Takes in what may have changed in the frame; the channel that is shown stays."""
        # Not overview.of: another channel may have been chosen while this was read.
        chosen = choose(overview.channels, self.wanted_channels())
        self.side.show_channels(overview.channels, None if chosen is None else chosen.id)
        if self.view is not None:
            self.side.leave()
        self.views.show_views(overview.views, self.view)
        self.status.show_today(overview.today)
        self._show_channel(chosen)
        self._tell_looked_at()

    def choose_channel(self, channel_id: int) -> None:
        """Shows another channel, now or as soon as it is in the list."""
        self._wanted = channel_id
        self.side.choose(channel_id)

    def show_view(self, view: View) -> None:
        """Shows the cases of a view in place of a channel."""
        self.view = view
        self.side.leave()
        self.views.show_views(self.views.model.rows(), view)
        self.cases.show_view(view)
        self.header.show_view(view.name)
        self._show_page()
        self.channel_chosen.emit(None)

    def choose_page(self, page: int) -> None:
        """Shows a page: ACTIVITY or CASES."""
        self.search.leave()
        self.header.tabs.setCurrentIndex(page)

    def shows_cases(self) -> bool:
        """Whether the Cases page is what the person sees."""
        return self._pages.currentWidget() is self.cases

    def open_case(self, case_id: int) -> None:
        """Shows a case, of whatever channel."""
        self.choose_page(CASES)
        self.cases.open_case(case_id)

    def refresh(self, change: Change) -> None:
        """Tells the pages; the one that is hidden too, so that it is right when it is chosen."""
        self.activity.on_changed(change)
        self.cases.on_changed(change)
        self.search.page.on_changed(change)

    def closeEvent(self, event: QCloseEvent) -> None:
        channel = None if self.channel is None else self.channel.id
        self._place.save(self, self._columns, channel, self.header.tabs.currentIndex())
        super().closeEvent(event)
        self.closed.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange:
            self._tell_looked_at()

    def _arrange(self) -> None:
        for page in (self.activity, self.cases, self.no_channel, self.search.page):
            self._pages.addWidget(page)
        self.header.place_search(self.search.field)
        self.setCentralWidget(self._columns)
        self.setStatusBar(self.status)
        self.setMinimumSize(*SMALLEST)

    def _connect(self) -> None:
        self.side.chosen.connect(self._on_chosen)
        self.views.chosen.connect(self.show_view)
        self.header.page_chosen.connect(self._on_page_chosen)
        self.activity.case_wanted.connect(self.open_case)
        self.activity.seen.connect(lambda _: self._tell_looked_at())
        self.cases.channel_wanted.connect(self.choose_channel)
        self.search.shown.connect(self._show_page)
        self.search.left.connect(self._on_search_left)
        self.search.case_wanted.connect(self.open_case)
        for elsewhere in (self.side.chosen, self.views.chosen, self.header.tabs.tabBarClicked):
            elsewhere.connect(lambda _: self.search.leave())
        for view in (self.side.view, self.views.view):  # also a click on what is chosen already
            view.clicked.connect(lambda _: self.search.leave())
        self.undo_bar.wanted.connect(self.cases.case_actions.undo_last)
        self.cases.announced.connect(lambda line: self.status.showMessage(line, MOMENT_MS))
        self.cases.counts_changed.connect(lambda open_cases, _: self.header.show_open_cases(open_cases))

    def _on_chosen(self, channel: Channel) -> None:
        self._wanted = channel.id
        left, self.view = self.view, None
        if left is not None:
            self.views.show_views(self.views.model.rows(), None)
            self.choose_page(CASES)
        self._show_channel(channel, back=left is not None)

    def _show_channel(self, channel: Channel | None, *, back: bool = False) -> None:
        before, self.channel = self.channel, channel
        self.search.page.show_channel(channel)
        if self.view is not None:
            return
        self.header.show_channel(channel)
        self.cases.show_channel(channel)
        self.activity.show_channel(channel)
        self._show_page()
        if back or before != channel:
            self.channel_chosen.emit(channel)

    def _on_page_chosen(self, page: int) -> None:
        self._show_page()
        self._tell_looked_at()

    def _on_search_left(self) -> None:
        """The keyboard goes back to the page, where its letters are commands again."""
        goes_back = self.search.has_focus()
        self._show_page()
        if goes_back:
            (self.cases.pane.list if self.shows_cases() else self.activity).setFocus()

    def _show_page(self) -> None:
        page = CASES if self.view is not None else self.header.tabs.currentIndex()
        nothing = self.channel is None and self.view is None
        self.header.tabs.setVisible(self.view is None and not nothing)
        if self.search.is_shown:
            self._pages.setCurrentWidget(self.search.page)
        else:
            self._pages.setCurrentIndex(NO_CHANNEL if nothing else page)
        self.page_shown.emit()

    def _tell_looked_at(self) -> None:
        channel = self.channel
        in_front = self.isActiveWindow() and self._pages.currentWidget() is self.activity
        if channel is not None and channel.unread and in_front and self.activity.is_showing(channel.id):
            self.looked_at.emit(channel.id)
