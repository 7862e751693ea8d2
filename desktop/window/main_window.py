"""The main window: channels and views on the left, the pages of one of them on the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSettings, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow

from desktop.activity.page import ActivityPage
from desktop.cases.page import CasesPage
from desktop.channels.kept_on_top import KeptOnTop
from desktop.data.shown import CASES, DELIVERIES, Shown
from desktop.deliveries.page import DeliveriesPage
from desktop.search.search import Search
from desktop.suggestions.notice import Notices
from desktop.widgets.theme import ThemeHolder
from desktop.window.attention import Looking
from desktop.window.banner import Banner
from desktop.window.header import Header
from desktop.window.notice_bar import NoticeBar
from desktop.window.overview import Overview
from desktop.window.pages import Pages
from desktop.window.side_bar.side_bar import SideBar
from desktop.window.silence_bar import SilenceBar
from desktop.window.status_bar import StatusBar
from desktop.window.undo_bar import UndoBar
from desktop.window.window_columns import WindowColumns
from desktop.window.window_place import WindowPlace
from desktop.window.window_title import window_title

SMALLEST = (720, 480)
MOMENT_MS = 4000


class MainWindow(QMainWindow):
    """Shows what it is given; desktop/desk.py connects it with what reads and writes."""

    closed = Signal()

    def __init__(
        self,
        *,
        theme: ThemeHolder,
        shown: Shown,
        activity: ActivityPage,
        cases: CasesPage,
        deliveries: DeliveriesPage,
        search: Search,
        status: StatusBar,
        on_top: KeptOnTop,
        settings: QSettings,
    ) -> None:
        super().__init__()
        self._place = WindowPlace(settings, theme)
        self.shown = shown
        self.may_close: Callable[[], bool] = lambda: True
        """Asked before the window closes."""
        self.side_bar = SideBar(theme=theme, shown=shown, on_top=on_top)
        self.side, self.views = self.side_bar.channels, self.side_bar.views
        self.header = Header(theme=theme, shown=shown)
        self.banner = Banner(theme=theme)
        self.silence_bar = SilenceBar(theme=theme)
        self.notice_bar = NoticeBar(theme=theme)
        self._notices = Notices()
        self.activity, self.cases, self.deliveries = activity, cases, deliveries
        self.search, self.status = search, status
        self.pages = Pages(
            activity=activity, cases=cases, deliveries=deliveries, search=search, theme=theme, shown=shown
        )
        self.no_channel = self.pages.no_channel
        self.looking = Looking(self, self.header, self.pages, shown)
        self.undo_bar = UndoBar(cases.case_actions.undo, theme=theme)
        right = (self.banner, self.header, self.silence_bar, self.notice_bar, self.pages, self.undo_bar)
        self._columns = WindowColumns(self.side_bar, right, self.pages)
        self._arrange()
        self._connect()
        self._place.restore(self, self._columns, shown)
        self._reopens = self._place.case()

    def show_overview(self, overview: Overview) -> None:
        """Take in what may have changed in the frame."""
        # Not overview.of: another channel may have been chosen while this was read.
        self.shown.update_channels(overview.channels)
        reopens, self._reopens = self._reopens, ""
        if reopens:
            self.cases.reopen(reopens)
        self.views.show_views(overview.views)
        self.status.show_today(overview.today)
        self.status.show_unknown(overview.unknown)
        self._notices = overview.notices
        self.side.model.show_rejecting(overview.notices.rejecting)
        self._show_notices()

    def open_case(self, case_id: int) -> None:
        """Show a case, of whatever channel."""
        self.shown.show_page(CASES)
        self.cases.open_case(case_id)

    def open_delivery(self, delivery_id: int) -> None:
        """Show a delivery of the channel."""
        self.shown.show_page(DELIVERIES)
        self.deliveries.open_delivery(delivery_id)

    def show_unknown(self) -> None:
        """Show what came to URLs of no web hook."""
        if self.shown.channel is not None:
            self.shown.show_channel(self.shown.channel.id)
            self.deliveries.show_unknown()

    def unsaved(self) -> str:
        """A sentence on what was typed here and would be lost if the program ended now."""
        return self.cases.view.description.unsaved()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        self.cases.view.comment.keep()
        self._place.save(self, self._columns, self.shown)
        super().closeEvent(event)
        self.closed.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange:
            self.looking.look()

    def _show_notices(self) -> None:
        channel = self.shown.channel_in_front
        self.notice_bar.show_notices([] if channel is None else self._notices.of_channel(channel.id))

    def _show_title(self) -> None:
        self.setWindowTitle(window_title(self.shown))

    def _arrange(self) -> None:
        self.header.place_search(self.search.field)
        self.setCentralWidget(self._columns)
        self.setStatusBar(self.status)
        self.setMinimumSize(*SMALLEST)

    def _connect(self) -> None:
        for case_wanted in (self.pages.case_wanted, self.search.case_wanted):
            case_wanted.connect(self.open_case)
        self.pages.delivery_wanted.connect(self.open_delivery)
        shown = self.shown
        shown.moved.connect(self._show_notices)
        for changed in (shown.moved, shown.page_shown, shown.channels_read, shown.case_shown, shown.case_read):
            changed.connect(self._show_title)
        self._show_title()
        self.notice_bar.delivery_wanted.connect(self.open_delivery)
        self.status.unknown_wanted.connect(self.show_unknown)
        self.undo_bar.wanted.connect(self.cases.case_actions.undo_last)
        self.pages.announced.connect(lambda line: self.status.showMessage(line, MOMENT_MS))
        self.cases.counts_changed.connect(lambda open_cases, _: self.header.show_open_cases(open_cases))
