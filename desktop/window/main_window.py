"""The main window: channels and views on the left, the pages of one of them on the right."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QSettings, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow

from desktop.activity.page import ActivityPage
from desktop.cases.case_keys import CaseKeys
from desktop.cases.page import CasesPage
from desktop.deliveries.delivery_keys import DeliveryKeys
from desktop.deliveries.page import DeliveriesPage
from desktop.search.search import Search
from desktop.widgets.theme import ThemeHolder
from desktop.window.actions import Actions
from desktop.window.attention import Looking
from desktop.window.banner import Banner
from desktop.window.header import ACTIVITY, CASES, DELIVERIES, Header
from desktop.window.overview import Overview, choose
from desktop.window.pages import Pages
from desktop.window.side_bar.side_bar import SideBar
from desktop.window.silence_bar import SilenceBar
from desktop.window.status_bar import StatusBar
from desktop.window.undo_bar import UndoBar
from desktop.window.window_columns import WindowColumns
from desktop.window.window_place import WindowPlace
from models.cases.views import View
from models.channels.channels import Channel

SMALLEST = (720, 480)
MOMENT_MS = 4000


class MainWindow(QMainWindow):
    """Shows what it is given; desktop/desk.py connects it with what reads and writes."""

    closed = Signal()
    channel_chosen = Signal(object)
    """The Channel that is shown from now on, None when there is none, or a view is shown."""
    page_shown = Signal()

    def __init__(
        self,
        *,
        theme: ThemeHolder,
        activity: ActivityPage,
        cases: CasesPage,
        deliveries: DeliveriesPage,
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
        self.silence_bar = SilenceBar(theme=theme)
        self.activity, self.cases, self.deliveries = activity, cases, deliveries
        self.search, self.status = search, status
        self.pages = Pages(activity=activity, cases=cases, deliveries=deliveries, search=search.page, theme=theme)
        self.no_channel = self.pages.no_channel
        self.looking = Looking(self, self.header, self.pages)
        self.undo_bar = UndoBar(cases.case_actions.undo, theme=theme)
        right = (self.banner, self.header, self.silence_bar, self.pages, self.undo_bar)
        self._columns = WindowColumns(self.side_bar, right, self.pages)
        self.delivery_keys = DeliveryKeys(self, self._columns, deliveries)
        self._arrange()
        self._connect()
        self._place.restore(self, self._columns)
        self.choose_page(self._place.page() or ACTIVITY)

    def wanted_channels(self) -> list[int]:
        """The ids of the channel that shall be shown and, until it is there, of the one that is shown;
        any thread may ask."""
        shown = self.channel
        ids = (self._wanted, None if shown is None else shown.id)
        return [channel_id for channel_id in ids if channel_id is not None]

    def show_overview(self, overview: Overview) -> None:
        """Take in what may have changed in the frame; the channel that is shown stays."""
        # Not overview.of: another channel may have been chosen while this was read.
        chosen = choose(overview.channels, self.wanted_channels())
        self.side.show_channels(overview.channels, None if chosen is None else chosen.id)
        if self.view is not None:
            self.side.leave()
        self.views.show_views(overview.views, self.view)
        self.status.show_today(overview.today)
        self.looking.show_channels(overview.channels)
        self._show_channel(chosen)
        self._look()

    def choose_channel(self, channel_id: int) -> None:
        """Show another channel, now or as soon as it is in the list."""
        self._wanted = channel_id
        self.side.choose(channel_id)

    def show_view(self, view: View) -> None:
        """Show the cases of a view in place of a channel."""
        self.view = view
        self.side.leave()
        self.views.show_views(self.views.model.rows(), view)
        self.cases.show_view(view)
        self.header.show_view(view.name)
        self._show_page()
        self.channel_chosen.emit(None)

    def choose_page(self, page: int) -> None:
        """Show a page: ACTIVITY, CASES or DELIVERIES."""
        self.search.leave()
        self.header.tabs.setCurrentIndex(page)

    def open_case(self, case_id: int) -> None:
        """Show a case, of whatever channel."""
        self.choose_page(CASES)
        self.cases.open_case(case_id)

    def open_delivery(self, delivery_id: int) -> None:
        """Show a delivery of the channel."""
        self.choose_page(DELIVERIES)
        self.deliveries.open_delivery(delivery_id)

    def closeEvent(self, event: QCloseEvent) -> None:
        channel = None if self.channel is None else self.channel.id
        self._place.save(self, self._columns, channel, self.header.tabs.currentIndex())
        super().closeEvent(event)
        self.closed.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange:
            self._look()

    def _arrange(self) -> None:
        self.header.place_search(self.search.field)
        self.setCentralWidget(self._columns)
        self.setStatusBar(self.status)
        self.setMinimumSize(*SMALLEST)

    def _connect(self) -> None:
        self.side.chosen.connect(self._on_chosen)
        self.views.chosen.connect(self.show_view)
        self.header.page_chosen.connect(self._on_page_chosen)
        for case_wanted in (self.pages.case_wanted, self.search.case_wanted):
            case_wanted.connect(self.open_case)
        self.pages.delivery_wanted.connect(self.open_delivery)
        self.pages.looked.connect(self._look)
        self.delivery_keys.page_wanted.connect(partial(self.choose_page, DELIVERIES))
        self.cases.channel_wanted.connect(self.choose_channel)
        self.search.shown.connect(self._show_page)
        self.search.left.connect(self._on_search_left)
        for elsewhere in (self.side.chosen, self.views.chosen, self.header.tabs.tabBarClicked):
            elsewhere.connect(lambda _: self.search.leave())
        for view in (self.side.view, self.views.view):  # also a click on what is chosen already
            view.clicked.connect(lambda _: self.search.leave())
        self.undo_bar.wanted.connect(self.cases.case_actions.undo_last)
        self.pages.announced.connect(lambda line: self.status.showMessage(line, MOMENT_MS))
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
        self.pages.show_channel(channel)
        self._show_page()
        if back or before != channel:
            self.channel_chosen.emit(channel)

    def _on_page_chosen(self, page: int) -> None:
        self._show_page()
        self._look()

    def _on_search_left(self) -> None:
        """The keyboard goes back to the page, where its letters are commands again."""
        goes_back = self.search.has_focus()
        self._show_page()
        if goes_back:
            self.pages.take_keyboard()

    def _show_page(self) -> None:
        page = CASES if self.view is not None else self.header.tabs.currentIndex()
        nothing = self.channel is None and self.view is None
        self.header.tabs.setVisible(self.view is None and not nothing)
        if self.search.is_shown:
            self.pages.choose_search()
        else:
            self.pages.choose(None if nothing else page)
        self.delivery_keys.update(reachable=self.view is None and not nothing)
        self.page_shown.emit()

    def _look(self) -> None:
        self.looking.look(self.channel)
