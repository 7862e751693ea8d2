"""The activity of a channel: what is shown, what appears by itself, and what a click may open."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
import requests
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from desktop.activity.entry import Zone
from desktop.activity.page import PAGE, ActivityPage
from desktop.desk import Desk
from desktop.whole_text import WholeText
from models import channels, hooks, messages

Post = Callable[..., None]


@pytest.fixture
def activity(program: Desk) -> ActivityPage:
    """The page, in the window, on the channel General."""
    return program.window.activity


@pytest.fixture
def post(program: Desk) -> Post:
    """Posts a report to the hook of General and expects it to be taken."""
    [hook] = hooks.of_channel(None)
    url = hooks.url(program.receiver.base_url(), hook.channel_guid, hook.guid)

    def send(text: str = "hello", **more: object) -> None:
        answer = requests.post(url, json={"text": text, **more}, timeout=10)
        assert answer.ok, answer.text

    return send


def wait_for_rows(qtbot: QtBot, activity: ActivityPage, count: int) -> None:
    qtbot.waitUntil(lambda: activity.model.rowCount() == count and activity.list.isVisible())
    qtbot.waitUntil(lambda: activity.list.visualRect(activity.model.index(0)).height() > 20)


def zones(activity: ActivityPage, row: int = 0) -> list[Zone]:
    entry = activity.list.delegate.entry(activity.model.index(row))
    assert entry is not None
    return entry.zones


def click(activity: ActivityPage, kind: str, row: int = 0, value: str | None = None) -> None:
    """Clicks in the middle of the first zone of a kind."""
    zone = next(zone for zone in zones(activity, row) if zone.kind == kind and value in (None, zone.value))
    at = activity.list.visualRect(activity.model.index(row)).topLeft() + zone.rect.center()
    QTest.mouseClick(activity.list.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_a_message_is_on_the_screen_within_a_second(qtbot: QtBot, activity: ActivityPage, post: Post) -> None:
    QAbstractItemModelTester(activity.model, QAbstractItemModelTester.FailureReportingMode.Fatal, activity.model)
    post("first")
    qtbot.waitUntil(lambda: activity.model.rowCount() == 1, timeout=1000)
    post("second")
    qtbot.waitUntil(lambda: activity.model.rowCount() == 2, timeout=1000)
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
    qtbot.waitUntil(lambda: program.window.cases.case() is not None)


def test_links_open_only_where_they_are_safe(
    qtbot: QtBot, activity: ActivityPage, post: Post, opened: list[str]
) -> None:
    post(
        "😀 see https://example.org/ü, mail mailto:desk@example.org, not file:///etc/passwd or javascript:alert(1)",
        attachments=[
            {"@type": "link", "displayName": "good", "url": "http://example.org/a"},
            {"@type": "link", "displayName": "bad", "url": "file:///etc/passwd"},
        ],
    )
    wait_for_rows(qtbot, activity, 1)
    assert [zone.value for zone in zones(activity) if zone.kind == "link"] == [
        "https://example.org/ü",
        "mailto:desk@example.org",
    ]
    click(activity, "link")
    click(activity, "chip", value="http://example.org/a")
    click(activity, "chip", value="file:///etc/passwd")
    assert opened == ["https://example.org/ü", "http://example.org/a"]


def test_the_link_that_is_clicked_is_the_link_that_is_seen(qtbot: QtBot, activity: ActivityPage, post: Post) -> None:
    post("😀😀 https://example.org/here and more")
    wait_for_rows(qtbot, activity, 1)
    entry = activity.list.delegate.entry(activity.model.index(0))
    assert entry is not None
    [zone] = [zone for zone in entry.zones if zone.kind == "link"]
    [coloured] = entry.text.formats()
    # Qt counts an emoji as two characters.
    assert coloured.start == len("😀😀 ") + 2
    left = entry.text.lineAt(0).cursorToX(coloured.start)
    assert isinstance(left, tuple)
    assert zone.rect.left() == int(entry.left + left[0])


def test_the_keyboard_opens_and_copies(
    qtbot: QtBot, program: Desk, activity: ActivityPage, post: Post, opened: list[str]
) -> None:
    post("see https://example.org/now")
    wait_for_rows(qtbot, activity, 1)
    activity.list.setFocus()
    activity.list.setCurrentIndex(activity.model.index(0))
    QTest.keyClick(activity.list, Qt.Key.Key_Return)
    assert opened == ["https://example.org/now"]
    QTest.keyClick(activity.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "see https://example.org/now")


def test_the_menu_of_a_message_copies_its_report_id_and_its_whole_text(
    qtbot: QtBot, activity: ActivityPage, post: Post
) -> None:
    post("long " * 2000, id="event-7")
    wait_for_rows(qtbot, activity, 1)
    menu = activity.list.menu(activity.model.records()[0], None)
    actions = {action.text(): action for action in menu.actions()}
    assert list(actions) == ["Copy text", "Show all…", "Open case #1", "Copy report id"]
    actions["Copy report id"].trigger()
    assert QGuiApplication.clipboard().text() == "event-7"
    actions["Copy text"].trigger()
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "long " * 2000)


def test_a_reference_that_is_awaited_is_shown(qtbot: QtBot, activity: ActivityPage, post: Post) -> None:
    post("an update", references=["event1"])
    wait_for_rows(qtbot, activity, 1)
    entry = activity.list.delegate.entry(activity.model.index(0))
    assert entry is not None
    assert entry.waiting == "waits for event1"
    post("the opening", id="event1")
    wait_for_rows(qtbot, activity, 2)
    qtbot.waitUntil(lambda: activity.model.records()[1].case == 1)


def test_a_word_of_a_megabyte_does_not_stall_the_screen(qtbot: QtBot, activity: ActivityPage, post: Post) -> None:
    word = "x" * 1_000_000
    post(word)
    wait_for_rows(qtbot, activity, 1)
    began = time.perf_counter()
    activity.list.delegate.entry(activity.model.index(0))
    activity.grab()
    click(activity, "whole")
    qtbot.waitUntil(lambda: activity.findChild(WholeText) is not None)
    whole = activity.findChild(WholeText)
    assert isinstance(whole, WholeText)
    whole.grab()
    assert time.perf_counter() - began < 3
    view = whole.findChild(QPlainTextEdit)
    assert isinstance(view, QPlainTextEdit)
    assert view.toPlainText().replace("\n", "") == word
    whole.reject()


def test_a_text_is_never_read_as_html(qtbot: QtBot, activity: ActivityPage, post: Post) -> None:
    post("<b>bold</b> <img src='file:///etc/passwd'>")
    wait_for_rows(qtbot, activity, 1)
    entry = activity.list.delegate.entry(activity.model.index(0))
    assert entry is not None
    assert entry.text.text() == "<b>bold</b> <img src='file:///etc/passwd'>"


def test_what_is_seen_is_read(qtbot: QtBot, program: Desk, activity: ActivityPage, post: Post) -> None:
    other = channels.add("Other")
    program.window.choose_channel(other.id)
    qtbot.waitUntil(lambda: program.window.channel is not None and program.window.channel.id == other.id)
    post("unread for now")
    model = program.window.side.model

    def unread() -> dict[str, int]:
        return {channel.name: channel.unread for channel in model.records()}

    qtbot.waitUntil(lambda: unread() == {"General": 1, "Other": 0})
    program.window.side.step(-1)
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
    program.window.choose_channel(other.id)
    qtbot.waitUntil(lambda: [message.text for message in activity.model.records()] == ["there"])
    assert [message.text for message in messages.page(other.id)] == ["there"]
