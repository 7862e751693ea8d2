"""The properties dialog of a test, over a real database and with a real receiver."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import requests
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from desktop.channels.properties import PropertiesDialog, Tab
from desktop.data.tasks import Tasks
from desktop.widgets.theme import ThemeHolder
from models.channels import channels, hooks
from models.channels.hooks import Hook
from receiver.service import Service
from tests.desktop.conftest import Answers

Open = Callable[..., PropertiesDialog]


@pytest.fixture
def open_dialog(
    qtbot: QtBot, operations: Hook, service: Service, tasks: Tasks, theme: ThemeHolder, answers: Answers
) -> Open:
    """Open the dialog of the channel "Operations" on a tab."""

    def open_on(tab: Tab = "web_hooks", base_url: str = service.base_url) -> PropertiesDialog:
        channel = channels.get(operations.channel_id)
        saved = hooks.of_channel(channel.id)
        dialog = PropertiesDialog(channel, saved, base_url, tasks=tasks, theme=theme, ask=answers, by_tab=tab)
        qtbot.addWidget(dialog)
        with qtbot.waitActive(dialog):
            dialog.open()
        return dialog

    return open_on


def press(qtbot: QtBot, dialog: PropertiesDialog, button: QDialogButtonBox.StandardButton) -> None:
    box = dialog.findChild(QDialogButtonBox)
    assert isinstance(box, QDialogButtonBox)
    QTest.mouseClick(box.button(button), Qt.MouseButton.LeftButton)


def ok(qtbot: QtBot, dialog: PropertiesDialog) -> None:
    with qtbot.waitSignal(dialog.accepted):
        press(qtbot, dialog, QDialogButtonBox.StandardButton.Ok)


def post(url: str, text: str = "hello") -> int:
    return requests.post(url, json={"text": text}, timeout=10).status_code
