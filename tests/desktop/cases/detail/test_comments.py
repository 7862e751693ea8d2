"""Comments are written below the timeline, and go where the person means them to."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.cases.page import CasesPage
from models.cases import case_actions, cases
from models.channels.hooks import Hook
from models.messages import messages
from models.report import Report
from tests.desktop.cases.conftest import Post, lines, open_number, texts
from tests.desktop.cases.detail.opening import CONTROL, Key, open_first, shown


def test_a_comment_is_sent_by_control_enter(page: CasesPage, qtbot: QtBot, operations: Hook, post: Post) -> None:
    case = open_first(page, qtbot, operations, post)
    box = page.view.comment
    assert not box.send.isVisible()
    box.field.setFocus()
    QTest.keyClicks(box.field, "I am on it")
    assert box.send.isVisible()
    QTest.keyClick(box.field, Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: texts(page) == ["Disk full", "I am on it"])
    assert lines(page)[-1] == "Deniz commented"
    assert messages.of_case(case.id)[-1].author == "Deniz"
    # The news of the comment may be here before the answer that empties the box.
    qtbot.waitUntil(lambda: box.text() == "")


def test_a_comment_that_was_begun_goes_along_when_the_case_is_closed_by_the_button(
    page: CasesPage, qtbot: QtBot, operations: Hook, post: Post
) -> None:
    case = open_first(page, qtbot, operations, post)
    QTest.keyClicks(page.view.comment.field, "Cable was loose")
    button = page.view.header.state_button
    assert button.accessibleName() == "Comment and close"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: button.accessibleName() == "Reopen case")
    assert cases.get(case.id).state == "closed"
    qtbot.waitUntil(lambda: texts(page) == ["Disk full", "Cable was loose"])
    # The news of the comment may be here before the answer that empties the box.
    qtbot.waitUntil(lambda: page.view.comment.text() == "")


def test_a_comment_that_was_begun_waits_for_its_case(
    page: CasesPage, qtbot: QtBot, operations: Hook, post: Post
) -> None:
    open_first(page, qtbot, operations, post, Report(id="b", text="Other"))
    QTest.keyClicks(page.view.comment.field, "Half a")
    open_number(page, qtbot, operations, 2)
    qtbot.waitUntil(lambda: shown(page).number == 2)
    assert page.view.comment.text() == ""
    open_number(page, qtbot, operations, 1)
    qtbot.waitUntil(lambda: shown(page).number == 1)
    assert page.view.comment.text() == "Half a"


def test_the_latest_of_a_long_case_is_one_click_away_and_a_comment_goes_there(
    page: CasesPage, qtbot: QtBot, operations: Hook, post: Post
) -> None:
    open_first(page, qtbot, operations, post, *(Report(references=("a",), text=f"step {n}") for n in range(500)))
    timeline = page.view.timeline
    QTest.mouseClick(timeline.end, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: texts(page)[-1] == "step 499")
    bar = timeline.verticalScrollBar()
    assert bar.value() == bar.maximum() > 0
    assert not timeline.end.isVisible()
    timeline.beginning.click()
    qtbot.waitUntil(lambda: texts(page)[0] == "Disk full")
    page.view.comment.field.setPlainText("On it")
    page.view.comment.send.click()
    qtbot.waitUntil(lambda: texts(page)[-1] == "On it")
    qtbot.waitUntil(lambda: bar.value() == bar.maximum())


def test_the_comment_stands_before_the_closing_it_came_with(
    page: CasesPage, qtbot: QtBot, operations: Hook, post: Post
) -> None:
    case = open_first(page, qtbot, operations, post)
    case_actions.close([case], "Ada", "Cable was loose")
    qtbot.waitUntil(lambda: lines(page)[1:] == ["Ada commented", "Ada closed the case"])
