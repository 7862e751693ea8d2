"""The main job through the window: from Add New to the messages and cases on the screen."""

from __future__ import annotations

import requests
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QPushButton
from pytestqt.qtbot import QtBot

from desktop.channels.properties import PropertiesDialog
from desktop.desk import Desk
from models.channels import channels

POSTS: list[dict[str, object]] = [
    {"text": "my message"},
    {
        "text": "my message",
        "attachments": [
            {"@type": "file", "displayName": "my file", "ext": "txt", "url": "http://myserver/myfile"},
            {"@type": "link", "displayName": "Search", "url": "http://www.google.com"},
        ],
    },
    {"id": "event1", "text": "my message"},
    {"id": "event1", "text": "my message"},
    {"id": "event2", "references": ["event1"], "text": "my message"},
]


def add_hook(qtbot: QtBot, program: Desk, purpose: str) -> str:
    """Add a web hook as a person does, with the mouse and the keyboard; the URL that was copied."""
    program.actions["edit_channel"].trigger()
    qtbot.waitUntil(lambda: program.channels.dialog is not None)
    dialog = program.channels.dialog
    assert isinstance(dialog, PropertiesDialog)
    dialog.tabs.setCurrentWidget(dialog.web_hooks)
    QTest.mouseClick(dialog.web_hooks.add, Qt.MouseButton.LeftButton)
    QTest.keyClicks(dialog.web_hooks.form.purpose, purpose)
    QTest.mouseClick(dialog.web_hooks.form.copy, Qt.MouseButton.LeftButton)
    box = dialog.findChild(QDialogButtonBox)
    assert isinstance(box, QDialogButtonBox)
    with qtbot.waitSignal(dialog.accepted):
        QTest.mouseClick(box.button(QDialogButtonBox.StandardButton.Ok), Qt.MouseButton.LeftButton)
    return QGuiApplication.clipboard().text()


def test_the_five_posts_of_the_documentation_appear_in_the_window(qtbot: QtBot, program: Desk) -> None:
    url = add_hook(qtbot, program, "Nightly backup")
    answers = [requests.post(url, json=body, timeout=10) for body in POSTS]
    assert [answer.status_code for answer in answers] == [200, 200, 201, 208, 200]
    model, window = program.window.activity.model, program.window
    qtbot.waitUntil(lambda: model.rowCount() == 4)
    kinds = [message.kind for message in model.records()]
    assert kinds == ["update", "opening", "activity", "activity"]
    assert {message.hook for message in model.records()} == {"Nightly backup"}
    qtbot.waitUntil(lambda: window.header.tabs.tabText(1) == "Cases  1")
    window.open_case(model.records()[0].case_id or 0)
    qtbot.waitUntil(lambda: window.shown.case is not None)
    case = window.shown.case
    assert case is not None
    assert (case.number, case.messages, case.state) == (1, 2, "open")


def test_two_clicks_from_an_empty_database_to_the_first_message(qtbot: QtBot, program: Desk) -> None:
    assert [channel.name for channel in channels.all_channels()] == ["General"]
    start = program.window.activity.first_start
    qtbot.waitUntil(start.test.isVisible)
    qtbot.waitUntil(lambda: program.receiver.state == "receiving" and start.url.text().startswith(program.receiver.url))
    QTest.mouseClick(start.copy_url, Qt.MouseButton.LeftButton)
    assert start.copy_url.text() == "Copied"
    assert QGuiApplication.clipboard().text() == start.url.text()
    QTest.mouseClick(start.test, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(program.window.activity.list.isVisible)
    [message] = program.window.activity.model.records()
    assert message.hook == "First web hook"


def test_a_channel_without_a_web_hook_offers_to_add_one(qtbot: QtBot, program: Desk) -> None:
    program.shown.show_channel(channels.add("Empty").id)
    start = program.window.activity.first_start
    qtbot.waitUntil(start.new_hook.isVisible)
    assert not start.test.isVisible()
    QTest.mouseClick(start.new_hook, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.channels.dialog is not None)
    dialog = program.channels.dialog
    assert dialog is not None
    assert dialog.web_hooks.form.purpose.hasFocus()
    dialog.reject()


def test_one_filled_button_is_the_next_step_of_the_first_start(qtbot: QtBot, program: Desk) -> None:
    start = program.window.activity.first_start
    qtbot.waitUntil(start.test.isVisible)
    filled = [
        button.text()
        for button in program.window.findChildren(QPushButton)
        if button.isVisible() and button.property("kind") == "primary"
    ]
    assert filled == ["Send a test message"]
