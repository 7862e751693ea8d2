"""The settings, open over the program."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desktop.desk import Desk
from desktop.settings.fields.setting_page import SettingPage
from desktop.settings.settings_dialog import SettingsDialog

Page = TypeVar("Page", bound=SettingPage)
OnPage = Callable[[type[Page]], Page]


class SystemOpens(QObject):
    """Stands in for the system, which opens files."""

    def __init__(self) -> None:
        super().__init__()
        self.paths: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.paths.append(url.toLocalFile())


@pytest.fixture
def system() -> Iterator[SystemOpens]:
    """What the system was asked to open."""
    taker = SystemOpens()
    # The stub names bytes; what is called takes the name as a str alone.
    QDesktopServices.setUrlHandler("file", taker, "take")  # type: ignore[arg-type]
    yield taker
    QDesktopServices.unsetUrlHandler("file")


@pytest.fixture
def dialog(program: Desk, qtbot: QtBot) -> Iterator[SettingsDialog]:
    """The dialog that the menu opens."""
    program.actions["settings"].trigger()
    [opened] = program.window.findChildren(SettingsDialog)
    qtbot.waitUntil(program.tasks.idle)
    yield opened
    if isValid(opened):
        opened.reject()


@pytest.fixture
def on_page(dialog: SettingsDialog) -> Callable[[type[Page]], Page]:
    """Brings a page of it to the front."""

    def show(page: type[Page]) -> Page:
        dialog.show_page(page)
        found = dialog.stack.currentWidget()
        assert isinstance(found, page)
        return found

    return show
