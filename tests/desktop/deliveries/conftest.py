"""The Deliveries page of a test, over a real database and following it, and somebody who posts to a real receiver."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desktop.data.bridge import Bridge
from desktop.data.shown import Shown
from desktop.data.tasks import Tasks
from desktop.deliveries.page import DeliveriesPage
from desktop.widgets.theme import ThemeHolder
from models.channels import channels
from models.channels.hooks import Hook
from receiver.service import Service
from tests.desktop.conftest import Answers
from tests.desktop.deliveries.reading import Reader, Sender


@pytest.fixture
def page(
    qtbot: QtBot, operations: Hook, service: Service, tasks: Tasks, theme: ThemeHolder, shown: Shown, answers: Answers
) -> Iterator[DeliveriesPage]:
    """The page of the channel "Operations"."""
    page = DeliveriesPage(tasks=tasks, theme=theme, shown=shown, ask=answers, base_url=lambda: service.base_url)
    qtbot.addWidget(page)
    QAbstractItemModelTester(page.pane.model, QAbstractItemModelTester.FailureReportingMode.Fatal, page)
    bridge = Bridge()
    bridge.changed.connect(page.on_changed)
    bridge.start()
    page.resize(1000, 700)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    shown.update_channels([channels.get(operations.channel_id)])
    qtbot.waitUntil(tasks.idle)
    yield page
    page.stop()
    bridge.stop()
    qtbot.waitUntil(tasks.idle)


@pytest.fixture
def sender(hook_url: str) -> Sender:
    """Post to "Monitor" of "Operations"."""
    return Sender(hook_url)


@pytest.fixture
def reader(page: DeliveriesPage, qtbot: QtBot, tasks: Tasks) -> Reader:
    """Look at the page."""
    return Reader(page, qtbot, tasks)
