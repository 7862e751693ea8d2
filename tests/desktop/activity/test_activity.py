"""The activity of a channel: what is shown, what appears by itself, and what a click may open."""

from __future__ import annotations

import requests
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from desktop.activity.page import PAGE, ActivityPage
from desktop.data.shown import ACTIVITY, CASES
from desktop.desk import Desk
from models.channels import channels, hooks
from models.messages import messages
from tests.desktop.activity.activity_steps import Post, click, wait_for_rows


def test_a_message_is_on_the_screen_within_a_second(qtbot: QtBot, activity: ActivityPage, post: Post) -> None:
    QAbstractItemModelTester(activity.model, QAbstractItemModelTester.FailureReportingMode.Fatal, activity.model)
    post("first")
    qtbot.waitUntil(lambda: activity.model.rowCount() == 1)
    post("second")
    qtbot.waitUntil(lambda: activity.model.rowCount() == 2)
    assert [message.text for message in activity.model.records()] == ["second", "first"]


def test_more_is_loaded_on_the_way_down(qtbot: QtBot, activity: ActivityPage, post: Post) -> None:
    for number in range(120):
        post(f"message {number}")
    qtbot.waitUntil(lambda: activity.model.rowCount() >= PAGE)
    bar = activity.list.verticalScrollBar()

    def at_the_end() -> bool:
        bar.setValue(bar.maximum())
        return activity.model.rowCount() == 120

    qtbot.waitUntil(at_the_end)
    texts = [message.text for message in activity.model.records()]
    assert texts == [f"message {number}" for number in reversed(range(120))]


def test_what_is_read_further_down_stays_where_it_is(qtbot: QtBot, activity: ActivityPage, post: Post) -> None:
    for number in range(25):
        post(f"message {number}")
    wait_for_rows(qtbot, activity, 25)
    bar = activity.list.verticalScrollBar()
    bar.setValue(300)
    read = activity.list.indexAt(QPoint(20, 100)).row()
    for number in range(3):
        post(f"new {number}")
    qtbot.waitUntil(lambda: activity.news.isVisible() and activity.news.text() == "3 new")
    assert (bar.value(), activity.model.rowCount()) == (300, 25)
    assert activity.list.indexAt(QPoint(20, 100)).row() == read
    QTest.mouseClick(activity.news, Qt.MouseButton.LeftButton)
    wait_for_rows(qtbot, activity, 28)
    assert bar.value() == 0
    assert not activity.news.isVisible()


def test_the_case_of_a_message_opens_by_a_click(
    qtbot: QtBot, program: Desk, activity: ActivityPage, post: Post
) -> None:
    post("Disk full", id="disk-1")
    wait_for_rows(qtbot, activity, 1)
    click(activity, "case", value="#1")
    qtbot.waitUntil(program.window.cases.isVisible)
    qtbot.waitUntil(lambda: program.shown.case is not None)


def test_what_is_seen_is_read(qtbot: QtBot, program: Desk, activity: ActivityPage, post: Post) -> None:
    other = channels.add("Other")
    program.shown.show_channel(other.id)
    qtbot.waitUntil(lambda: program.shown.channel is not None and program.shown.channel.id == other.id)
    post("unread for now")
    model = program.window.side.model

    def unread() -> dict[str, int]:
        return {channel.name: channel.unread for channel in model.records()}

    qtbot.waitUntil(lambda: unread() == {"General": 1, "Other": 0})
    program.window.side_bar.step(-1)
    qtbot.waitUntil(lambda: unread() == {"General": 0, "Other": 0})


def test_messages_of_another_channel_leave_this_one_alone(
    qtbot: QtBot, program: Desk, activity: ActivityPage, post: Post
) -> None:
    post("here")
    wait_for_rows(qtbot, activity, 1)
    other = channels.add("Other")
    hook = hooks.add(other.id, "Elsewhere")
    url = hooks.url(program.receiver.base_url(), hook.channel_guid, hook.guid)
    assert requests.post(url, json={"text": "there"}, timeout=10).ok
    qtbot.waitUntil(lambda: len(program.window.side.model.records()) == 2)
    program.shown.show_channel(other.id)
    qtbot.waitUntil(lambda: [message.text for message in activity.model.records()] == ["there"])
    assert [message.text for message in messages.page(other.id)] == ["there"]


def test_what_came_while_another_page_was_in_front_is_there(
    qtbot: QtBot, program: Desk, activity: ActivityPage, post: Post
) -> None:
    post("first")
    wait_for_rows(qtbot, activity, 1)
    qtbot.waitUntil(lambda: channels.find("General").unread == 0)
    program.shown.show_page(CASES)
    post("second")
    qtbot.waitUntil(lambda: program.shown.channel is not None and program.shown.channel.unread == 1)
    assert activity.model.rowCount() == 1
    program.shown.show_page(ACTIVITY)
    wait_for_rows(qtbot, activity, 2)
