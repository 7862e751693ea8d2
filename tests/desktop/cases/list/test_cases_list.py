"""The list of cases: which, in what order, in pages, and what it says when there are none."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.cases.page import CasesPage
from models.channels import channels
from models.channels.hooks import Hook
from models.report import Report
from tests.desktop.cases.conftest import ALL, CLOSED, OPEN, Post, close, open_number, rows, show


def test_open_closed_and_all(page: CasesPage, qtbot: QtBot, operations: Hook, post: Post) -> None:
    post(Report(id="a", text="First"), Report(id="b", text="Second"), Report(id="c", text="Third"))
    close(operations, 2)
    show(page, qtbot, operations)
    qtbot.waitUntil(lambda: rows(page) == [3, 1])
    page.pane.head.states.choose(CLOSED)
    qtbot.waitUntil(lambda: rows(page) == [2])
    page.pane.head.states.choose(ALL)
    qtbot.waitUntil(lambda: rows(page) == [3, 2, 1])
    assert page.pane.head.states.button(OPEN).text() == "Open  2"


def test_the_order_by_the_last_update(page: CasesPage, qtbot: QtBot, operations: Hook, post: Post) -> None:
    post(Report(id="a", text="First"), Report(id="b", text="Second"))
    post(Report(references=("a",), text="still"))
    show(page, qtbot, operations)
    qtbot.waitUntil(lambda: rows(page) == [2, 1])
    newest, updated, *_ = page.pane.head.sort.menu().actions()
    updated.trigger()
    qtbot.waitUntil(lambda: rows(page) == [1, 2])
    assert page.pane.head.sort.toolTip() == "Order of the cases: Last updated"
    newest.trigger()
    qtbot.waitUntil(lambda: rows(page) == [2, 1])


def test_two_hundred_cases_come_in_pages(page: CasesPage, qtbot: QtBot, operations: Hook, post: Post) -> None:
    post(*(Report(id=str(number), text=f"Case {number}") for number in range(203)))
    show(page, qtbot, operations)
    qtbot.waitUntil(lambda: page.pane.model.rowCount() > 0)
    assert page.pane.model.rowCount() < 203

    def at_the_end() -> bool:
        page.pane.list.scrollToBottom()
        return page.pane.model.rowCount() == 203

    qtbot.waitUntil(at_the_end)
    assert rows(page) == list(range(203, 0, -1))


def test_without_cases_it_says_how_to_open_one(page: CasesPage, qtbot: QtBot, operations: Hook) -> None:
    show(page, qtbot, operations)
    qtbot.waitUntil(lambda: operations.guid in page.no_cases.command.toPlainText())
    assert page.no_cases.isVisible()
    page.no_cases.copy.click()
    assert QGuiApplication.clipboard().text() == page.no_cases.command.toPlainText()


def test_the_first_case_takes_the_place_of_the_explanation(
    page: CasesPage, qtbot: QtBot, operations: Hook, post: Post
) -> None:
    show(page, qtbot, operations)
    qtbot.waitUntil(page.no_cases.isVisible)
    post(Report(id="a", text="First"))
    qtbot.waitUntil(lambda: rows(page) == [1])
    qtbot.waitUntil(lambda: not page.no_cases.isVisible())


def test_nothing_open_is_said(page: CasesPage, qtbot: QtBot, operations: Hook, post: Post) -> None:
    post(Report(id="a", text="First"))
    close(operations, 1)
    show(page, qtbot, operations)
    qtbot.waitUntil(page.pane.nothing.isVisible)
    assert "Nothing open." in [label.text() for label in page.pane.nothing.findChildren(QLabel)]


def test_another_channel_starts_afresh(page: CasesPage, qtbot: QtBot, operations: Hook, post: Post) -> None:
    post(Report(id="a", text="First"))
    show(page, qtbot, operations)
    open_number(page, qtbot, operations, 1)
    page.shown.update_channels([channels.add("Empty")])
    qtbot.waitUntil(page.no_cases.isVisible)
    assert page.shown.case is None
    assert rows(page) == []


def test_a_hidden_page_is_right_when_it_is_shown(page: CasesPage, qtbot: QtBot, operations: Hook, post: Post) -> None:
    post(Report(id="a", text="First"))
    show(page, qtbot, operations)
    qtbot.waitUntil(lambda: rows(page) == [1])
    page.hide()
    with qtbot.waitSignal(page.counts_changed):
        post(Report(id="b", text="Second"))
    page.show()
    qtbot.waitUntil(lambda: rows(page) == [2, 1])
