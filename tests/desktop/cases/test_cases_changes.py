"""Cases are closed, reopened, read and merged, here and elsewhere, while one is on the screen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.cases.page import CasesPage
from models.cases import cases
from models.channels.hooks import Hook
from models.database import execute, writing
from models.report import Report
from tests.desktop.cases.conftest import OPEN, Post, close, lines, open_number, rows, show, texts
from tests.desktop.conftest import Answers

# What the button says where there is room, and where there is little.
REOPEN = ("Reopen case", "Reopen")


def test_closing_a_case(page: CasesPage, qtbot: QtBot, operations: Hook, post: Post) -> None:
    post(Report(id="a", text="Disk full"), Report(id="b", text="Other"))
    show(page, qtbot, operations)
    open_number(page, qtbot, operations, 1)
    said: list[str] = []
    page.case_actions.done.connect(lambda sentence, _: said.append(sentence))
    QTest.mouseClick(page.view.header.state_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: lines(page)[-1:] == ["Deniz closed the case"])
    case = cases.find(operations.channel_id, 1)
    assert (case.state, case.closed_by) == ("closed", "Deniz")
    assert [entry.action for entry in cases.history(case.id)] == ["closed"]
    assert said == ["Case #1 closed"]
    qtbot.waitUntil(lambda: page.pane.head.states.button(OPEN).text() == "Open  1")
    assert rows(page) == [2, 1], "its row stays while it is being read"
    assert page.pane.list.currentIndex().row() == 1
    QTest.mouseClick(page.view.header.state_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: lines(page)[-1:] == ["Deniz reopened the case"])
    assert cases.find(operations.channel_id, 1).state == "open"
    assert said == ["Case #1 closed", "Case #1 reopened"]


def test_a_closed_case_leaves_the_open_ones_when_another_is_chosen(
    page: CasesPage, qtbot: QtBot, operations: Hook, post: Post
) -> None:
    post(Report(id="a", text="First"), Report(id="b", text="Second"))
    show(page, qtbot, operations)
    open_number(page, qtbot, operations, 1)
    page.view.close_or_reopen()
    qtbot.waitUntil(lambda: page.view.header.state_button.text() in REOPEN)
    page.pane.list.setFocus()
    QTest.keyClick(page.pane.list, Qt.Key.Key_Up)
    post(Report(text="something else"))
    qtbot.waitUntil(lambda: rows(page) == [2])
    shown = page.shown.case
    assert shown is not None
    assert shown.number == 2


def test_opening_a_case_marks_it_read(page: CasesPage, qtbot: QtBot, operations: Hook, post: Post) -> None:
    post(Report(id="a", text="First"), Report(id="b", text="Second"))
    show(page, qtbot, operations)
    qtbot.waitUntil(lambda: rows(page) == [2, 1])
    page.pane.list.setFocus()
    QTest.keyClick(page.pane.list, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: [case.unread for case in page.pane.model.records()].count(True) == 1)
    shown = page.shown.case
    assert shown is not None
    assert not cases.get(shown.id).unread


def test_the_case_on_the_screen_follows_the_database(
    page: CasesPage, qtbot: QtBot, operations: Hook, post: Post
) -> None:
    post(*(Report(id=str(number), text=f"Case {number}") for number in range(40)))
    show(page, qtbot, operations)
    open_number(page, qtbot, operations, 5)
    qtbot.waitUntil(lambda: texts(page) == ["Case 4"])
    page.pane.list.scrollTo(page.pane.list.currentIndex())
    top = page.pane.list.visualRect(page.pane.list.currentIndex()).top()
    post(Report(id="more", references=("4",), text="It is getting worse"), Report(id="new", text="Another"))
    qtbot.waitUntil(lambda: texts(page) == ["Case 4", "It is getting worse"])
    qtbot.waitUntil(lambda: rows(page)[0] == 41)
    assert page.pane.list.visualRect(page.pane.list.currentIndex()).top() == top
    assert rows(page)[page.pane.list.currentIndex().row()] == 5
    close(operations, 5)
    qtbot.waitUntil(lambda: page.view.header.state_button.text() in REOPEN)
    assert lines(page) == ["Monitor opened the case", "Monitor updated", "Ada closed the case"]


def test_a_merged_case_goes_on_in_the_one_it_was_merged_into(
    page: CasesPage, qtbot: QtBot, operations: Hook, post: Post
) -> None:
    post(Report(id="root", text="Root"), Report(id="other", text="Other"))
    post(Report(id="apart", references=("bridge",), text="Apart"))
    show(page, qtbot, operations)
    open_number(page, qtbot, operations, 3)
    shown: list[int] = []
    page.shown.case_shown.connect(lambda: shown.append(page.shown.case.number if page.shown.case else 0))
    post(Report(id="bridge", references=("root",), text="Now they belong together"))
    qtbot.waitUntil(lambda: sorted(texts(page)) == ["Apart", "Now they belong together", "Root"])
    qtbot.waitUntil(lambda: any("merged case #3 into this one" in line for line in lines(page)))
    qtbot.waitUntil(lambda: rows(page) == [2, 1])
    assert rows(page)[page.pane.list.currentIndex().row()] == 1
    assert 2 not in shown, "the row that took the place of the merged one was not chosen by anybody"
    assert cases.find(operations.channel_id, 2).unread


def test_a_case_that_is_gone_is_said_when_it_shall_be_closed(
    page: CasesPage, qtbot: QtBot, operations: Hook, post: Post, answers: Answers
) -> None:
    post(Report(id="a", text="First"))
    show(page, qtbot, operations)
    open_number(page, qtbot, operations, 1)
    with writing():
        for table in ("reported", "messages", "cases"):
            execute(f"DELETE FROM {table}")
        page.view.close_or_reopen()
    qtbot.waitUntil(lambda: bool(answers.problems))
    assert "not there" in answers.problems[0].title
    assert page.view.header.state_button.isEnabled()
