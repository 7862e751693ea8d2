"""The Deliveries page as a part of the window: its tab, its keys, its menu."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import requests
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop.data.shown import ACTIVITY, CASES, DELIVERIES, Shown
from desktop.deliveries.actions.delivery_table import ON_DELIVERIES
from desktop.deliveries.page_table import ON_PAGE
from desktop.desk import Desk
from desktop.menus.action_button import plain_words
from models.channels import channels, hooks
from models.channels.hooks import Hook
from models.database import execute, writing

Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def send(program: Desk) -> Callable[..., requests.Response]:
    """Post a body to General, or to another hook."""
    [general] = hooks.of_channel(None)

    def post(body: bytes = b'{"text": "hello"}', hook: Hook = general) -> requests.Response:
        url = hooks.url(program.receiver.base_url(), hook.channel_guid, hook.guid)
        return requests.post(url, data=body, timeout=10)

    return post


Send = Callable[..., requests.Response]


def press(program: Desk, key: Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or program.window, key, modifier)


def tab(program: Desk) -> str:
    return program.window.header.tabs.tabText(DELIVERIES)


def go_there(program: Desk, qtbot: QtBot, rows: int) -> None:
    press(program, Key.Key_3, CONTROL)
    page = program.window.deliveries
    qtbot.waitUntil(lambda: page.isVisible() and page.pane.model.rowCount() == rows)


def test_the_tab_says_what_was_rejected_until_somebody_looks(qtbot: QtBot, program: Desk, send: Send) -> None:
    send()
    send(b"{")
    send(b"[]")
    qtbot.waitUntil(lambda: tab(program) == "Deliveries  2 rejected")
    go_there(program, qtbot, 3)
    qtbot.waitUntil(lambda: tab(program) == "Deliveries")
    qtbot.waitUntil(lambda: [channel.new_rejected for channel in channels.all_channels()] == [0])
    send(b"{")
    qtbot.waitUntil(lambda: program.window.deliveries.pane.model.rowCount() == 4)
    assert tab(program) == "Deliveries"
    qtbot.waitUntil(lambda: [channel.new_rejected for channel in channels.all_channels()] == [0])


def test_what_is_above_the_part_that_is_read_stays_new(qtbot: QtBot, program: Desk, send: Send) -> None:
    for _ in range(30):
        send()
    go_there(program, qtbot, 30)
    rows = program.window.deliveries.pane.list
    rows.verticalScrollBar().setValue(rows.verticalScrollBar().maximum())
    send(b"{")
    qtbot.waitUntil(lambda: tab(program) == "Deliveries  1 rejected")
    rows.scrollToTop()
    qtbot.waitUntil(lambda: tab(program) == "Deliveries")


def test_a_list_that_leaves_rejected_ones_out_has_not_shown_them(qtbot: QtBot, program: Desk, send: Send) -> None:
    send()
    go_there(program, qtbot, 1)
    pane = program.window.deliveries.pane
    pane.head.filter_menu.fill()
    [accepted] = [one for one in pane.head.filter_menu.outcome.actions() if plain_words(one) == "Accepted"]
    accepted.trigger()
    send(b"{")
    qtbot.waitUntil(lambda: tab(program) == "Deliveries  1 rejected")
    pane.clear_filters()
    qtbot.waitUntil(lambda: tab(program) == "Deliveries")


def test_a_hundred_rejected_ones_are_not_counted_to_the_end(program: Desk) -> None:
    program.window.header.show_rejected(100)
    assert tab(program) == "Deliveries  99+ rejected"


def test_all_channels_are_seen_at_once(qtbot: QtBot, program: Desk, send: Send) -> None:
    other = hooks.add(channels.add("Other").id, "Elsewhere")
    send(b"{")
    send(b"{", other)
    go_there(program, qtbot, 1)
    program.window.deliveries.pane.head.where.choose(1)
    qtbot.waitUntil(lambda: program.window.deliveries.pane.model.rowCount() == 2)
    qtbot.waitUntil(lambda: [channel.new_rejected for channel in channels.all_channels()] == [0, 0])


def test_one_key_leads_to_what_was_rejected(qtbot: QtBot, program: Desk, send: Send) -> None:
    send()
    send(b"{")
    page = program.window.deliveries
    press(program, Key.Key_R, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: page.isVisible() and page.pane.model.rowCount() == 1)
    press(program, Key.Key_R, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: page.pane.model.rowCount() == 2)


def test_the_whole_page_is_worked_with_keys(qtbot: QtBot, program: Desk, send: Send) -> None:
    send()
    send(b'{"text": 17}')
    go_there(program, qtbot, 2)
    page = program.window.deliveries
    press(program, Key.Key_J)
    qtbot.waitUntil(lambda: page.detail.shown() is not None)
    press(program, Key.Key_J)
    qtbot.waitUntil(lambda: page.detail.head.text() == "Posted into the activity.")
    press(program, Key.Key_K)
    qtbot.waitUntil(lambda: page.detail.head.text() == "Rejected: text must be a string, not a number.")
    press(program, Key.Key_F, CONTROL)
    qtbot.waitUntil(page.detail.find_bar.field.hasFocus)
    QTest.keyClicks(page.detail.find_bar.field, "jk17")
    assert page.detail.find_bar.field.text() == "jk17"
    press(program, Key.Key_Escape)
    press(program, Key.Key_Escape)
    assert not page.detail.isVisible()
    press(program, Key.Key_T)
    assert page.pane.head.text.hasFocus()


def test_its_keys_do_nothing_elsewhere(qtbot: QtBot, program: Desk, send: Send) -> None:
    send()
    go_there(program, qtbot, 1)
    program.shown.show_page(ACTIVITY)
    names = [*(row.name for row in ON_DELIVERIES), *(row.name for row in ON_PAGE)]
    assert [name for name in names if program.actions[name].isEnabled()] == []
    press(program, Key.Key_J)
    assert program.window.deliveries.detail.delivery() is None


def test_what_acts_on_the_open_delivery_waits_while_another_page_is_in_front(
    qtbot: QtBot, program: Desk, send: Send
) -> None:
    send(b"{")
    go_there(program, qtbot, 1)
    press(program, Key.Key_J)
    edit = program.actions["edit_and_replay"]
    qtbot.waitUntil(edit.isEnabled)
    program.shown.show_page(CASES)
    qtbot.waitUntil(program.tasks.idle)
    assert [row.name for row in ON_DELIVERIES if program.actions[row.name].isEnabled()] == []
    program.shown.show_page(DELIVERIES)
    qtbot.waitUntil(edit.isEnabled)


def test_the_delivery_menu_has_all_that_can_be_done(qtbot: QtBot, program: Desk, send: Send) -> None:
    send(b"{")
    go_there(program, qtbot, 1)
    press(program, Key.Key_J)
    qtbot.waitUntil(lambda: program.window.deliveries.detail.shown() is not None)
    menus = {action.text(): action.menu() for action in program.window.menuBar().actions()}
    menu = menus["&Delivery"]
    assert isinstance(menu, QMenu)
    enabled = [action.text() for action in menu.actions() if action.isEnabled() and action.text()]
    assert enabled[:3] == ["Ne&xt delivery", "&Previous delivery", "&Newest deliveries"]
    assert {"&Replay", "&Edit and replay…", "&Copy as", "&Find in the delivery"} <= set(enabled)


def test_a_click_on_the_case_opens_it(qtbot: QtBot, program: Desk, send: Send) -> None:
    send(b'{"id": "disk-7", "text": "Disk full"}')
    go_there(program, qtbot, 1)
    press(program, Key.Key_J)
    page = program.window.deliveries
    qtbot.waitUntil(lambda: [button.text() for button in page.detail.head.buttons] == ["Case #1", "Message"])
    QTest.mouseClick(page.detail.head.buttons[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.window.cases.isVisible() and program.shown.case is not None)


def test_a_message_leads_to_its_delivery(qtbot: QtBot, program: Desk, send: Send) -> None:
    send(b'{"text": "first"}')
    send(b'{"text": "second"}')
    activity = program.window.activity
    qtbot.waitUntil(lambda: activity.model.rowCount() == 2)
    activity.menu.offer(activity.model.records()[1], None)
    [show] = [action for action in activity.menu.actions() if action.objectName() == "show_delivery"]
    show.trigger()
    page = program.window.deliveries
    qtbot.waitUntil(lambda: page.isVisible() and page.detail.body() is not None)
    assert '"first"' in page.detail.view.toPlainText()


def test_a_message_whose_delivery_is_gone_says_so(qtbot: QtBot, program: Desk, send: Send) -> None:
    send()
    with writing():
        execute("DELETE FROM deliveries")
    activity = program.window.activity
    qtbot.waitUntil(lambda: activity.model.rowCount() == 1)
    activity.list.delivery_wanted.emit(activity.model.records()[0].id)
    status = program.window.status
    qtbot.waitUntil(lambda: status.currentMessage() == "The delivery of this message is not kept any more.")
    assert program.window.activity.isVisible()


def test_another_channel_has_its_own_deliveries(qtbot: QtBot, program: Desk, send: Send) -> None:
    other = hooks.add(channels.add("Other").id, "Elsewhere")
    send()
    send(b"{", other)
    go_there(program, qtbot, 1)
    press(program, Key.Key_J)
    page = program.window.deliveries
    qtbot.waitUntil(lambda: page.detail.shown() is not None)
    program.shown.show_channel(other.channel_id)
    qtbot.waitUntil(lambda: [row.hook for row in page.pane.model.records()] == ["Elsewhere"])
    assert not page.detail.isVisible()


def test_the_page_is_there_again_at_the_next_start(program: Desk, qtbot: QtBot) -> None:
    program.shown.show_page(DELIVERIES)
    program.window.close()
    again = Shown()
    program.window._place.show_again(again)
    assert again.page == DELIVERIES
