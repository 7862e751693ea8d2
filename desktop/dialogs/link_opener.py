"""Links that senders wrote: handed to the system, or told with a way to copy them where no program opens them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop.dialogs.asking import Ask
from desktop.words.language import tr
from desktop.words.message_text import can_open


def open_by_system(url: str) -> bool:
    """Hand an address to the system; whether a program took it."""
    return QDesktopServices.openUrl(QUrl(url))


class LinkOpener:
    """Opens addresses of the web and of mail, and no others."""

    def __init__(self, ask: Ask, hand_over: Callable[[str], bool] = open_by_system) -> None:
        self._ask, self._hand_over = ask, hand_over

    def open(self, url: str) -> None:
        """Open an address."""
        if can_open(url) and not self._hand_over(url):
            title = tr("No program of this computer opens this link.")
            if self._ask.confirm(QApplication.activeWindow(), title, url, tr("Copy link")):
                QGuiApplication.clipboard().setText(url)
