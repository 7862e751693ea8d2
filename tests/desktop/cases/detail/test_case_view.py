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
from models.cases.cases import Case
from models.channels import channels, hooks
from models.channels.hooks import Hook
from models.messages import messages
from models.report import Report
from tests.desktop.cases.conftest import Post, lines, open_number, show, texts
from tests.desktop.conftest import Answers

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def shown(page: CasesPage) -> Case:
    case = page.shown.case
    assert case is not None
    return case


def open_first(page: CasesPage, qtbot: QtBot, hook: Hook, post: Post, *others: Report) -> Case:
    post(Report(id="a", text="Disk full"), *others)
    show(page, qtbot, hook)
    open_number(page, qtbot, hook, 1)
    return shown(page)


def test_the_subject_is_changed_in_its_place(page: CasesPage, qtbot: QtBot, operations: Hook, post: Post) -> None:
    case = open_first(page, qtbot, operations, post)
    subject = page.view.header.subject
    QTest.mouseClick(subject.label, Qt.MouseButton.LeftButton)
    assert subject.field.hasFocus()
    QTest.keyClicks(subject.field, "Disk of db-07 full")
    QTest.keyClick(subject.field, Key.Key_Return)
    qtbot.waitUntil(lambda: subject.label.text() == "Disk of db-07 full")
    assert cases.get(case.id).subject == "Disk of db-07 full"
    qtbot.waitUntil(lambda: lines(page)[-1:] == ["Deniz called the case “Disk of db-07 full”"])
    assert subject.label.isVisible()


def test_escape_leaves_the_subject_as_it_was(page: CasesPage, qtbot: QtBot, operations: Hook, post: Post) -> None:
    case = open_first(page, qtbot, operations, post)
    subject = page.view.header.subject
    subject.label.setFocus()
    QTest.keyClick(subject.label, Key.Key_Return)
    QTest.keyClicks(subject.field, "Nothing")
    QTest.keyClick(subject.field, Key.Key_Escape)
    assert subject.label.isVisible()
    assert cases.get(case.id).subject == "Disk full"
    assert cases.history(case.id) == []


def test_a_subject_that_somebody_changed_while_it_was_typed_is_not_overwritten(
    page: CasesPage, qtbot: QtBot, operations: Hook, post: Post, answers: Answers
) -> None:
    case = open_first(page, qtbot, operations, post)
    subject = page.view.header.subject
    subject.edit()
    case_actions.set_subject(case, "Disk of db-07", "Ada")
    qtbot.waitUntil(lambda: subject.label.text() == "Disk of db-07")
    assert subject.field.text() == "Disk full", "what is being typed stays"
    answers.yes = False
    QTest.keyClicks(subject.field, "Mine")
    with qtbot.waitSignal(page.shown.case_read, raising=False, timeout=200):
        QTest.keyClick(subject.field, Key.Key_Return)
    qtbot.waitUntil(lambda: bool(answers.asked))
    assert "called Disk of db-07" in answers.asked[-1][0]
    assert cases.get(case.id).subject == "Disk of db-07"


def test_the_description_is_written_and_undone(page: CasesPage, qtbot: QtBot, operations: Hook, post: Post) -> None:
    case = open_first(page, qtbot, operations, post)
    description = page.view.description
    QTest.mouseClick(description.button, Qt.MouseButton.LeftButton)
    QTest.keyClicks(description.field.text, "<b>What</b> is known")
    QTest.keyClick(description.field.text, Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: description.view.toPlainText() == "<b>What</b> is known")
    assert cases.get(case.id).description == "<b>What</b> is known"
    assert lines(page)[-1] == "Deniz changed the description"
    # The news of the change may be here before the answer that brings the way back.
    qtbot.waitUntil(lambda: page.case_actions.undo.last() is not None)
    page.case_actions.undo_last()
    qtbot.waitUntil(lambda: not description.view.isVisible())
    assert cases.get(case.id).description == ""


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
