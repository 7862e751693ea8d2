"""The main window: channels on the left, the pages of one of them on the right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSettings, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop.actions import Actions
from desktop.activity.page import ActivityPage
from desktop.banner import Banner
from desktop.cases.page import CasesPage
from desktop.channels.channel_list import ChannelList
from desktop.empty_state import EmptyState
from desktop.header import ACTIVITY, CASES, Header
from desktop.overview import Overview, choose
from desktop.status import StatusBar
from desktop.theme import ThemeHolder
from models.changes import Change
from models.channels import Channel

SIDE_CHARACTERS = 33
SMALLEST = (720, 480)
NO_CHANNEL = 2
MOMENT_MS = 4000


class MainWindow(QMainWindow):
    """Shows what it is given; desktop/desk.py connects it with what reads and writes."""

    closed = Signal()
    channel_chosen = Signal(object)
    """The Channel that is shown from now on, None when there is none."""
    looked_at = Signal(int)
    """The id of a channel whose newest messages are in front of the person."""

    def __init__(
        self,
        *,
        theme: ThemeHolder,
        activity: ActivityPage,
        cases: CasesPage,
        status: StatusBar,
        settings: QSettings,
    ) -> None:
        super().__init__()
        self._settings = settings
        self.setWindowTitle("Hookdesk")
        self.channel: Channel | None = None
        self._wanted: int | None = _number(settings.value("window/channel"))
        self.menu_actions = Actions(self, theme)
        self.side = ChannelList(theme=theme)
        self.header = Header(theme=theme)
        self.banner = Banner(theme=theme)
        self.activity, self.cases, self.status = activity, cases, status
        self.no_channel = EmptyState(
            "hashtag", "No channel yet", "A channel is where messages and cases collect.", theme=theme
        )
        self._pages = QStackedWidget()
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._arrange()
        self._connect()
        self._restore()

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
        self.status.show_today(overview.today)
        self._show_channel(chosen)
        self._tell_looked_at()

    def choose_channel(self, channel_id: int) -> None:
        """Shows another channel, now or as soon as it is in the list."""
        self._wanted = channel_id
        self.side.choose(channel_id)

    def choose_page(self, page: int) -> None:
        """Shows a page: ACTIVITY or CASES."""
        self.header.tabs.setCurrentIndex(page)

    def open_case(self, case_id: int) -> None:
        """Shows a case of this channel."""
        self.choose_page(CASES)
        self.cases.open_case(case_id)

    def refresh(self, change: Change) -> None:
        """Tells the pages; the one that is hidden too, so that it is right when it is chosen."""
        self.activity.on_changed(change)
        self.cases.on_changed(change)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._settings.setValue("window/geometry", self.saveGeometry())
        self._settings.setValue("window/splitter", self._splitter.saveState())
        self._settings.setValue("window/channel", None if self.channel is None else self.channel.id)
        self._settings.setValue("window/page", self.header.tabs.currentIndex())
        self._settings.sync()
        super().closeEvent(event)
        self.closed.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange:
            self._tell_looked_at()

    def _arrange(self) -> None:
        self._pages.addWidget(self.activity)
        self._pages.addWidget(self.cases)
        self._pages.addWidget(self.no_channel)
        right = QWidget()
        right.setProperty("ground", "surface")
        right.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self.header)
        column.addWidget(self._pages, 1)
        self._splitter.addWidget(self.side)
        self._splitter.addWidget(right)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setStretchFactor(1, 1)
        side = self.fontMetrics().averageCharWidth() * SIDE_CHARACTERS
        self._splitter.setSizes([side, side * 5])
        self.setCentralWidget(self._splitter)
        self.setStatusBar(self.status)
        self.setMinimumSize(*SMALLEST)

    def _connect(self) -> None:
        self.side.chosen.connect(self._on_chosen)
        self.header.page_chosen.connect(self._on_page_chosen)
        self.activity.case_wanted.connect(self.open_case)
        self.activity.seen.connect(lambda _: self._tell_looked_at())
        self.cases.announced.connect(lambda line: self.status.showMessage(line, MOMENT_MS))
        self.cases.counts_changed.connect(lambda open_cases, _: self.header.show_open_cases(open_cases))

    def _restore(self) -> None:
        geometry, splitter = (self._settings.value(f"window/{name}") for name in ("geometry", "splitter"))
        self.resize(1280, 800)
        if geometry is not None:
            self.restoreGeometry(geometry)
        if splitter is not None:
            self._splitter.restoreState(splitter)
        self.choose_page(CASES if _number(self._settings.value("window/page")) == CASES else ACTIVITY)

    def _on_chosen(self, channel: Channel) -> None:
        self._wanted = channel.id
        self._show_channel(channel)

    def _show_channel(self, channel: Channel | None) -> None:
        before, self.channel = self.channel, channel
        self.header.show_channel(channel)
        self.cases.show_channel(channel)
        self.activity.show_channel(channel)
        self._show_page()
        if before != channel:
            self.channel_chosen.emit(channel)

    def _on_page_chosen(self, page: int) -> None:
        self._show_page()
        self._tell_looked_at()

    def _show_page(self) -> None:
        page = self.header.tabs.currentIndex()
        self.header.tabs.setVisible(self.channel is not None)
        self._pages.setCurrentIndex(NO_CHANNEL if self.channel is None else page)

    def _tell_looked_at(self) -> None:
        channel = self.channel
        in_front = self.isActiveWindow() and self._pages.currentWidget() is self.activity
        if channel is not None and channel.unread and in_front and self.activity.is_showing(channel.id):
            self.looked_at.emit(channel.id)


def _number(value: object) -> int | None:
    """A number out of QSettings, which keeps it as text."""
    return int(value) if isinstance(value, int | str) and str(value).isdecimal() else None
