"""What stands in the window: the side bar, the header, the bars, the pages and the status bar."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow, QWidget

from desktop.activity.page import ActivityPage
from desktop.cases.page import CasesPage
from desktop.channels.kept_on_top import KeptOnTop
from desktop.data.shown import Shown
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
from desktop.window.window_title import window_title


class Parts(QObject):
    """Made for a window, which takes them in by fill()."""

    def __init__(
        self,
        window: QMainWindow,
        *,
        theme: ThemeHolder,
        shown: Shown,
        activity: ActivityPage,
        cases: CasesPage,
        deliveries: DeliveriesPage,
        search: Search,
        status: StatusBar,
        on_top: KeptOnTop,
    ) -> None:
        super().__init__(window)
        self._window, self._shown = window, shown
        self._notices = Notices()
        self.side_bar = SideBar(theme=theme, shown=shown, on_top=on_top)
        self.header = Header(theme=theme, shown=shown)
        self.header.place_search(search.field)
        self.banner = Banner(theme=theme)
        self.silence_bar = SilenceBar(theme=theme)
        self.notice_bar = NoticeBar(theme=theme)
        self.search, self.status = search, status
        self.pages = Pages(
            activity=activity, cases=cases, deliveries=deliveries, search=search, theme=theme, shown=shown
        )
        self.undo_bar = UndoBar(cases.case_actions.undo, theme=theme)
        self.looking = Looking(window, self.header, self.pages, shown)
        shown.moved.connect(self._show_notices)
        for changed in (shown.moved, shown.page_shown, shown.channels_read, shown.case_shown, shown.case_read):
            changed.connect(self._show_title)
        self._show_title()

    def right(self) -> Sequence[QWidget]:
        """What stands beside the side bar, one below the other."""
        return self.banner, self.header, self.silence_bar, self.notice_bar, self.pages, self.undo_bar

    def show_overview(self, overview: Overview) -> None:
        """Take in what may have changed around the pages."""
        self.side_bar.views.show_views(overview.views)
        self.status.show_today(overview.today)
        self.status.show_unknown(overview.unknown)
        self._notices = overview.notices
        self.side_bar.channels.model.show_rejecting(overview.notices.rejecting)
        self._show_notices()

    def _show_notices(self) -> None:
        channel = self._shown.channel_in_front
        self.notice_bar.show_notices([] if channel is None else self._notices.of_channel(channel.id))

    def _show_title(self) -> None:
        self._window.setWindowTitle(window_title(self._shown))
