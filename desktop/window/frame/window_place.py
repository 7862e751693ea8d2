"""Where the window was and what it showed and how when it was closed, for the next start."""

from __future__ import annotations

from PySide6.QtCore import QSettings, QSize
from PySide6.QtWidgets import QMainWindow, QSplitter

from desktop.cases.case_mark import case_mark
from desktop.data.shown import CASES, PAGES, Shown
from desktop.widgets.theme import ThemeHolder

FIRST_SIZE = QSize(1280, 800)
# The rest is for the frame, whose size nobody knows before the window is there.
OF_SCREEN = 0.9
COMPACT, ZOOM, CASE = "window/compact", "window/zoom", "window/case"


class WindowPlace:
    """Kept in a file of the system's own format."""

    def __init__(self, settings: QSettings, theme: ThemeHolder) -> None:
        self._settings, self._theme = settings, theme

    def restore(self, window: QMainWindow, splitter: QSplitter) -> None:
        """Put a window where it was, and have it look as it did; the first time it gets a size."""
        window.resize(FIRST_SIZE.boundedTo(window.screen().availableSize() * OF_SCREEN))
        geometry, state = (self._settings.value(f"window/{name}") for name in ("geometry", "splitter"))
        if geometry is not None:
            window.restoreGeometry(geometry)
        if state is not None:
            splitter.restoreState(state)
        # A file gives back "true" for True.
        self._theme.set_compact(str(self._settings.value(COMPACT)).lower() == "true")
        self._theme.set_zoom(self._number("zoom") or 100)

    def show_again(self, shown: Shown) -> None:
        """Show the channel and the page that were shown."""
        channel_id, page = self._number("channel"), self._number("page")
        if channel_id is not None:
            shown.show_channel(channel_id)
        if page is not None and page in PAGES:
            shown.show_page(page)

    def case(self) -> str:
        """What names the case that was open in the channel; nothing where none was."""
        return str(self._settings.value(CASE) or "")

    def save(self, window: QMainWindow, splitter: QSplitter, shown: Shown) -> None:
        """Note where a window is and what it shows."""
        self._settings.setValue(COMPACT, self._theme.compact)
        self._settings.setValue(ZOOM, self._theme.zoom)
        case = shown.case if shown.view is None and shown.page_in_front == CASES else None
        self._settings.setValue(CASE, "" if case is None else case_mark(case))
        values = (
            ("geometry", window.saveGeometry()),
            ("splitter", splitter.saveState()),
            ("channel", None if shown.channel is None else shown.channel.id),
            ("page", shown.page),
        )
        for name, value in values:
            self._settings.setValue(f"window/{name}", value)
        self._settings.sync()

    def _number(self, name: str) -> int | None:
        """QSettings keeps numbers as text."""
        value = self._settings.value(f"window/{name}")
        return int(value) if isinstance(value, int | str) and str(value).isdecimal() else None
