"""The main window: channels and views on the left, the pages of one of them on the right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSettings, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from desktop.data.shown import CASES, DELIVERIES, Shown
from desktop.widgets.theme import ThemeChoice, ThemeHolder
from desktop.window.frame.menu_titles import MENU_TITLES
from desktop.window.frame.opening_bar import OpeningBar
from desktop.window.frame.window_columns import WindowColumns
from desktop.window.frame.window_place import WindowPlace
from desktop.words.language import tr

if TYPE_CHECKING:  # the window is seen before these are read, which takes most of a start
    from desktop.window.overview import Overview
    from desktop.window.parts import Parts

SMALLEST = (720, 480)
MOMENT_MS = 4000
SETTINGS_FILE = "window.ini"


class MainWindow(QMainWindow):
    """At first it is empty, in its place and its colours; `fill()` brings what it shows, and all that is public here
    but what __init__ makes. desktop/desk.py connects it with what reads and writes."""

    closed = Signal()

    def __init__(self, *, theme: ThemeHolder, settings: QSettings) -> None:
        super().__init__()
        self.theme, self.settings = theme, settings
        self.shown = Shown(self)
        self.may_close: Callable[[], bool] = lambda: True
        """Asked before the window closes."""
        self._is_filled = False
        self._place = WindowPlace(settings, theme)
        self._columns = WindowColumns()
        for title in MENU_TITLES:  # which open nothing yet
            self.menuBar().addAction(tr(title))
        self.setCentralWidget(self._columns)
        self.setStatusBar(OpeningBar())
        self.setMinimumSize(*SMALLEST)
        self.setWindowTitle("Hookdesk")
        self._place.restore(self, self._columns)

    def fill(self, parts: Parts) -> None:
        """Take in what the window shows; it is seen from reveal() on, or the first overview."""
        self._parts, self._is_filled = parts, True
        self.side_bar, self.header, self.looking = parts.side_bar, parts.header, parts.looking
        self.side, self.views = parts.side_bar.channels, parts.side_bar.views
        self.banner, self.silence_bar, self.notice_bar = parts.banner, parts.silence_bar, parts.notice_bar
        self.undo_bar, self.status, self.search = parts.undo_bar, parts.status, parts.search
        self.pages, self.no_channel = parts.pages, parts.pages.no_channel
        self.activity, self.cases, self.deliveries = parts.pages.activity, parts.pages.cases, parts.pages.deliveries
        self._filled = WindowColumns()
        self._filled.setParent(self)  # behind the empty ones
        self._filled.fill(parts.side_bar, parts.right(), parts.pages)
        self.setStatusBar(parts.status)
        self._connect()
        self._place.show_again(self.shown)
        self._reopens = self._place.case()

    def reveal(self) -> None:
        """Show what the window was filled with: all at once, so that nothing in it jumps."""
        empty, filled = self._columns, self._filled
        if empty is not filled:
            filled.resize(empty.size())
            filled.restoreState(empty.saveState())
            self._columns = filled
            self.setCentralWidget(filled)
            filled.show()

    def show_overview(self, overview: Overview) -> None:
        """Take in what may have changed."""
        self.reveal()
        # Not overview.of: another channel may have been chosen while this was read.
        self.shown.update_channels(overview.channels)
        reopens, self._reopens = self._reopens, ""
        if reopens:
            self.cases.reopen(reopens)
        self._parts.show_overview(overview)

    def bring_forward(self) -> None:
        """Show the window in front of all others, wherever it is."""
        self.showNormal() if self.isMinimized() else self.show()
        self.raise_()
        self.activateWindow()

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
        return self.cases.view.description.unsaved() if self._is_filled else ""

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        if self._is_filled:
            self.cases.view.comment.keep()
            self._place.save(self, self._columns, self.shown)
        super().closeEvent(event)
        self.closed.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if self._is_filled and event.type() == QEvent.Type.ActivationChange:
            self.looking.look()

    def _connect(self) -> None:
        for case_wanted in (self.pages.case_wanted, self.search.case_wanted):
            case_wanted.connect(self.open_case)
        self.pages.delivery_wanted.connect(self.open_delivery)
        self.notice_bar.delivery_wanted.connect(self.open_delivery)
        self.status.unknown_wanted.connect(self.show_unknown)
        self.undo_bar.wanted.connect(self.cases.case_actions.undo_last)
        self.pages.announced.connect(lambda line: self.status.showMessage(line, MOMENT_MS))
        self.cases.counts_changed.connect(lambda open_cases, _: self.header.show_open_cases(open_cases))


def new_window(app: QApplication, choice: ThemeChoice, folder: Path) -> MainWindow:
    """The window as it was when it was closed; `folder` is where it keeps that."""
    return MainWindow(theme=ThemeHolder(app, choice), settings=settings_in(folder))


def settings_in(folder: Path) -> QSettings:
    """The place and size of the window and what it keeps, in a file that is private like all others here."""
    path = folder / SETTINGS_FILE
    path.touch(mode=0o600)
    return QSettings(str(path), QSettings.Format.IniFormat)
