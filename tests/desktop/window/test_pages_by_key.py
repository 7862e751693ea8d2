"""The keys that lead from page to page lead the keyboard there too."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.desk import Desk
from models.channels import channels, hooks
from tests.desktop.deliveries.reading import Sender

Key = Qt.Key


def sent(program: Desk, qtbot: QtBot) -> None:
    """A case is in the channel, and open on the screen."""
    [hook] = hooks.of_channel(None)
    Sender(hooks.url(program.receiver.base_url(), hook.channel_guid, hook.guid)).report("one", id="1")
    program.actions["show_cases"].trigger()
    pane = program.window.cases.pane
    qtbot.waitUntil(lambda: pane.model.rowCount() == 1)
    QTest.keyClick(pane.list, Key.Key_J)
    timeline = program.window.cases.view.timeline
    qtbot.waitUntil(lambda: bool(timeline.entries()) and timeline.is_complete() and program.tasks.idle())


def test_the_keyboard_goes_along_to_a_page(program: Desk, qtbot: QtBot) -> None:
    sent(program, qtbot)
    window = program.window
    places: dict[str, QWidget] = {
        "show_activity": window.activity,
        "show_cases": window.cases,
        "show_deliveries": window.deliveries,
    }
    for name, place in places.items():
        program.actions[name].trigger()
        focused = QApplication.focusWidget()
        assert focused is place or (focused is not None and place.isAncestorOf(focused))


def test_arrows_right_after_the_start_choose_no_channel(program: Desk, qtbot: QtBot) -> None:
    channels.add("Alarms")
    qtbot.waitUntil(lambda: len(program.shown.channels) == 2)
    before = program.shown.channel
    QTest.keyClick(QApplication.focusWidget() or program.window, Key.Key_Up)
    assert program.shown.channel == before
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused is program.window.activity or program.window.activity.isAncestorOf(focused)


def test_escape_leads_from_the_case_to_the_list(program: Desk, qtbot: QtBot) -> None:
    sent(program, qtbot)
    view = program.window.cases.view
    for place in (view.comment.field, view.timeline):
        place.setFocus()
        QTest.keyClick(place, Key.Key_Escape)
        assert program.window.cases.pane.list.hasFocus()


def test_tab_comes_by_the_head_of_a_case(program: Desk, qtbot: QtBot) -> None:
    sent(program, qtbot)
    window = program.window
    window.cases.pane.list.setFocus()
    came = list[QWidget]()
    while (focused := QApplication.focusWidget()) is not None and focused not in came:
        came.append(focused)
        QTest.keyClick(focused, Key.Key_Tab)
    head, comment = window.cases.view.header, window.cases.view.comment.field
    assert any(head.isAncestorOf(each) for each in came)
    assert comment in came
