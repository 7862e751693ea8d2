"""The case on the screen: edited where it is read, commented, filtered, and linked with others."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.cases.page import CasesPage
from desktop.dialogs.chooser import Chooser
from models.cases import case_actions, case_moving, cases, comments, links
from models.channels import channels, hooks
from models.channels.hooks import Hook
from models.report import Report
from tests.desktop.cases.conftest import Post, lines, open_number, show, texts
from tests.desktop.cases.detail.opening import Key, open_first, shown
from tests.desktop.conftest import Answers


def test_the_timeline_shows_one_part_of_it(page: CasesPage, qtbot: QtBot, operations: Hook, post: Post) -> None:
    case = open_first(page, qtbot, operations, post)
    post(*(Report(references=("a",), text=f"update {number}") for number in range(30)))
    comments.add(case, "A word", "Ada")
    case_actions.set_priority([cases.get(case.id)], 3, "Ada")
    parts = page.view.parts
    parts.choose(2)
    qtbot.waitUntil(lambda: lines(page) == ["Ada commented"])
    assert texts(page) == ["A word"], "although it is beyond the first page of all messages"
    parts.choose(3)
    qtbot.waitUntil(lambda: lines(page) == ["Ada set priority High"])
    parts.choose(1)
    qtbot.waitUntil(lambda: len(lines(page)) == 20)
    assert set(lines(page)) == {"Monitor opened the case", "Monitor updated"}
    page.view.timeline.later.click()
    qtbot.waitUntil(lambda: len(lines(page)) == 31)
    parts.choose(0)
    qtbot.waitUntil(lambda: len(lines(page)) == 20)


def test_what_the_buttons_of_the_head_ask_for(page: CasesPage, qtbot: QtBot, operations: Hook, post: Post) -> None:
    case = open_first(page, qtbot, operations, post)
    header = page.view.header
    QTest.mouseClick(header.priority, Qt.MouseButton.LeftButton)
    [chooser] = page.findChildren(Chooser)
    QTest.keyClicks(chooser.field, "very")
    QTest.keyClick(chooser.field, Key.Key_Return)
    qtbot.waitUntil(lambda: header.priority.text() == "Very High")
    QTest.mouseClick(header.assignee, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(page.findChildren(Chooser)) == 1)
    [chooser] = page.findChildren(Chooser)
    QTest.keyClick(chooser.field, Key.Key_Return)
    qtbot.waitUntil(lambda: header.assignee.accessibleName() == "Assignee: Deniz")
    now = cases.get(case.id)
    assert (now.priority, now.assignee) == (4, "Deniz")
    assert [entry.action for entry in cases.history(case.id)] == ["priority", "assigned"]


def test_two_quick_actions_are_about_the_case_as_it_is(
    page: CasesPage, qtbot: QtBot, operations: Hook, post: Post, answers: Answers
) -> None:
    case = open_first(page, qtbot, operations, post)
    for priority in (1, 2, 3):
        with qtbot.waitSignal(page.case_actions.done):
            page.case_actions.set_priority([shown(page)], priority)
    assert cases.get(case.id).priority == 3
    assert answers.asked == []


def test_a_number_in_a_text_opens_that_case(page: CasesPage, qtbot: QtBot, operations: Hook, post: Post) -> None:
    open_first(page, qtbot, operations, post, Report(id="b", text="Like #1, not #77, see http://host/#1"))
    open_number(page, qtbot, operations, 2)
    qtbot.waitUntil(lambda: texts(page) == ["Like #1, not #77, see http://host/#1"])
    [view] = page.view.timeline.entries()[0].texts()
    cursor = view.textCursor()
    hrefs = []
    for at in range(len(texts(page)[0])):
        cursor.setPosition(at + 1)
        hrefs.append(cursor.charFormat().anchorHref())
    assert [href for href in dict.fromkeys(hrefs) if href] == ["case:1", "http://host/#1"]
    view.setFocus()
    view.moveCursor(cursor.MoveOperation.Start)
    QTest.keyClick(view, Key.Key_Tab)
    QTest.keyClick(view, Key.Key_Return)
    qtbot.waitUntil(lambda: shown(page).number == 1)


def test_linked_cases_are_shown_opened_and_unlinked(
    page: CasesPage, qtbot: QtBot, operations: Hook, post: Post
) -> None:
    case = open_first(page, qtbot, operations, post, Report(id="b", text="Backup failed"))
    other = cases.find(operations.channel_id, 2)
    links.link([case, other], "Ada")
    qtbot.waitUntil(lambda: bool(page.view.linked.buttons()))
    [button] = page.view.linked.buttons()
    assert button.text().strip() == "#2 Backup failed"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown(page).number == 2)
    qtbot.waitUntil(lambda: [b.text().strip() for b in page.view.linked.buttons()] == ["#1 Disk full"])
    page.view.linked.unlink_wanted.emit(case)
    qtbot.waitUntil(lambda: not page.view.linked.isVisible())
    assert links.of_case(case.id) == []


def test_a_case_that_is_deleted_leaves_the_screen(page: CasesPage, qtbot: QtBot, operations: Hook, post: Post) -> None:
    open_first(page, qtbot, operations, post)
    page.view.more["delete_case"].trigger()
    qtbot.waitUntil(lambda: page.shown.case is None)
    assert not page.view.isVisible()


def test_history_says_what_was_done_in_words(page: CasesPage, qtbot: QtBot, operations: Hook, post: Post) -> None:
    case = open_first(page, qtbot, operations, post)
    sales = channels.add("Sales")
    case_actions.set_deadline([case], None, "Ada")
    case_actions.set_deadline([case], case.created_at, "Ada")
    moved = case_actions.close([cases.get(case.id)], "Ada").cases
    case_moving.move(moved, sales.id, "Ada")
    qtbot.waitUntil(lambda: "Ada moved the case from Operations #1" in lines(page))
    assert any(line.startswith("Ada set the deadline to ") for line in lines(page))


def test_the_buttons_have_names(page: CasesPage, qtbot: QtBot, operations: Hook, post: Post) -> None:
    open_first(page, qtbot, operations, post)
    for button in page.view.findChildren(QPushButton):
        assert button.isHidden() or button.accessibleName() or button.text(), button.toolTip()
    page.view.more["copy_number"].trigger()
    assert QGuiApplication.clipboard().text() == "#1"


def test_a_key_says_how_often_it_was_seen_and_leads_to_the_case_before(
    page: CasesPage, qtbot: QtBot, operations: Hook, post: Post
) -> None:
    trouble = Report(key="host7/disk", text="Disk full")
    never = hooks.get(operations.guid).edit()
    hooks.save(never, replace(never, rules=replace(never.rules, reopen_within=0)))
    for report in (trouble, replace(trouble, state="closed"), trouble):
        post(report)
    show(page, qtbot, operations)
    open_number(page, qtbot, operations, 2)
    keys = page.view.keys
    qtbot.waitUntil(lambda: keys.texts() == ["Key host7/disk  ·  seen 1 time"])
    post(trouble)
    qtbot.waitUntil(lambda: keys.texts() == ["Key host7/disk  ·  seen 2 times, last just now"])
    qtbot.waitUntil(lambda: len(keys.buttons()) == 1)  # Qt shows what was added to a layout a little later
    (before,) = keys.buttons()
    assert before.accessibleName() == "came before: #1, just now"
    QTest.mouseClick(before, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown(page).number == 1)
    qtbot.waitUntil(lambda: "by the sender, Monitor" in page.view.header._opened.text())
    qtbot.waitUntil(lambda: keys.buttons() == [])


def test_a_case_without_a_key_has_no_line_for_it(page: CasesPage, qtbot: QtBot, operations: Hook, post: Post) -> None:
    open_first(page, qtbot, operations, post)
    assert page.view.keys.isHidden()
