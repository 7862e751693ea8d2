"""F1, wherever the keyboard is: the page of the guide that is about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from shiboken6 import isValid

from desktop.dialogs.guide_page import page_about
from desktop.help.guide_window import GuideWindow
from desktop.widgets.theme import ThemeHolder


class GuideKeys(QObject):
    """Gives each window without a menu its F1 when the keyboard comes there. The guide is one window for all."""

    def __init__(
        self,
        app: QApplication,
        *,
        theme: ThemeHolder,
        open_url: Callable[[str], object],
        elsewhere: Callable[[], str],
        parent: QObject | None = None,
    ) -> None:
        """`elsewhere` names the page where no widget does."""
        super().__init__(parent)
        self._app, self._theme, self._open_url, self._elsewhere = app, theme, open_url, elsewhere
        self.window: GuideWindow | None = None
        app.focusChanged.connect(self._on_focus_changed)

    def stop(self) -> None:
        """No more: the program ends."""
        self._app.focusChanged.disconnect(self._on_focus_changed)
        if self.window is not None and isValid(self.window):
            self.window.close()
            self.window.deleteLater()

    def show(self) -> None:
        """Show the page that is about where the keyboard is."""
        page = page_about(self._app.focusWidget()) or self._elsewhere()
        if self.window is None:
            self.window = GuideWindow(theme=self._theme, open_url=self._open_url)
        self.window.show_page(page)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def _on_focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        window = None if now is None else now.window()
        if window is None or window is self.window or isinstance(window, QMainWindow):  # its menu has the key
            return
        if window.findChild(_Key) is not None:
            return
        _Key(window).activated.connect(self.show)


class _Key(QShortcut):
    """F1 of one window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(QKeySequence(QKeySequence.StandardKey.HelpContents), window)
