"""Filters combine, are seen as chips, and each can be taken away; orders; the counts go with them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QMenu
from pytestqt.qtbot import QtBot

from desktop.cases.list.case_words import closed, due, read_out
from desktop.cases.list.filter_words import FilterChoices, parts, priority_words
from desktop.cases.page import CasesPage
from desktop.dialogs.between_dialog import BetweenDialog
from desktop.words import clock
from desktop.words.filter_spans import between_words
from models.cases import case_actions, cases, people
from models.cases.case_filter import Between, Filter
from models.channels import hooks
from models.channels.hooks import Hook
from models.recording.report_writer import Source, record
from models.report import Report
from tests.desktop.cases.conftest import CLOSED, OPEN, Post, close, rows, show

NOW = datetime(2027, 3, 12, 12, 0, tzinfo=UTC)


@pytest.fixture
def six(page: CasesPage, qtbot: QtBot, operations: Hook, post: Post) -> CasesPage:
    """Six open cases: 1 and 2 Ada's, 3 Deniz's, 1 High, 3 Critical, 4 overdue, 5 due tomorrow."""
    post(*(Report(id=str(number), text=f"Case {number}") for number in range(6)))
    find = [cases.find(operations.channel_id, number) for number in range(1, 7)]
    case_actions.assign(find[:2], people.add("Ada"), "Deniz")
    case_actions.assign(find[2:3], people.add("Deniz"), "Deniz")
    now = datetime.now(UTC)
    case_actions.set_priority([cases.get(find[0].id)], 3, "Deniz")
    case_actions.set_priority([cases.get(find[2].id)], 5, "Deniz")
    case_actions.set_deadline([find[3]], now - timedelta(days=1), "Deniz")
    case_actions.set_deadline([find[4]], now + timedelta(days=1), "Deniz")
    show(page, qtbot, operations)
    qtbot.waitUntil(lambda: rows(page) == [6, 5, 4, 3, 2, 1])
    return page


def words(page: CasesPage) -> list[str]:
    return [chip.text() for chip in page.pane.chips.chips()]


def pick(page: CasesPage, label: str, entry: str | None = None) -> None:
    """Choose in the Filter menu, as it is when it opens."""
    menu = page.pane.head.filter_menu
    menu.aboutToShow.emit()
    found = _entry(menu, label)
    if entry is None:
        found.trigger()
    else:
        sub = next(one for one in menu.findChildren(QMenu) if one.menuAction() == found)
        _entry(sub, entry).trigger()


def _lists(page: CasesPage, numbers: list[int]) -> bool:
    return rows(page) == numbers


def _entry(menu: QMenu, label: str) -> QAction:
    return next(one for one in menu.actions() if one.text().replace("&", "") == label)


def test_filters_combine_and_chips_take_them_away(six: CasesPage, qtbot: QtBot) -> None:
    pick(six, "Assignee", "Ada")
    qtbot.waitUntil(lambda: rows(six) == [2, 1])
    pick(six, "Priority", "High and above")
    qtbot.waitUntil(lambda: rows(six) == [1])
    assert words(six) == ["Ada", "High and above"]
    QTest.mouseClick(six.pane.chips.chips()[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: rows(six) == [3, 1])
    assert words(six) == ["High and above"]
    QTest.mouseClick(six.pane.chips.chips()[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: rows(six) == [6, 5, 4, 3, 2, 1])
    assert not six.pane.chips.isVisible()


def test_nobody_and_somebody_exclude_each_other(six: CasesPage, qtbot: QtBot) -> None:
    pick(six, "Assignee", "Nobody")
    qtbot.waitUntil(lambda: rows(six) == [6, 5, 4])
    assert words(six) == ["Nobody's"]
    pick(six, "Assignee", "Deniz")
    qtbot.waitUntil(lambda: rows(six) == [3])
    pick(six, "Assignee", "Anybody")
    qtbot.waitUntil(lambda: rows(six) == [6, 5, 4, 3, 2, 1])


def test_several_priorities(six: CasesPage, qtbot: QtBot) -> None:
    pick(six, "Priority", "Critical")
    qtbot.waitUntil(lambda: rows(six) == [3])
    pick(six, "Priority", "No priority")
    qtbot.waitUntil(lambda: rows(six) == [6, 5, 4, 3, 2])
    assert words(six) == ["No priority, Critical"]
    pick(six, "Priority", "Critical")
    qtbot.waitUntil(lambda: rows(six) == [6, 5, 4, 2])


def test_overdue_is_open(six: CasesPage, qtbot: QtBot, operations: Hook) -> None:
    six.pane.head.states.choose(CLOSED)
    pick(six, "Overdue")
    qtbot.waitUntil(lambda: rows(six) == [4])
    assert six.pane.head.states.current() == OPEN
    six.pane.head.states.choose(CLOSED)
    qtbot.waitUntil(lambda: words(six) == [])
    assert rows(six) == []


def test_what_the_sender_closed_is_closed_and_has_a_mark(
    six: CasesPage, qtbot: QtBot, operations: Hook, post: Post
) -> None:
    close(operations, 1)
    post(Report(references=("1",), text="over", state="closed"))
    pick(six, "Closed by the sender")
    qtbot.waitUntil(lambda: rows(six) == [2])
    assert six.pane.head.states.current() == CLOSED
    assert words(six) == ["Closed by the sender"]
    case = cases.find(operations.channel_id, 2)
    assert closed(case) == "Closed by sender"
    assert "closed by the sender" in read_out(case, NOW)
    assert closed(cases.find(operations.channel_id, 1)) == "Closed"


def test_the_hook_that_opened_a_case(six: CasesPage, qtbot: QtBot, operations: Hook) -> None:
    other = hooks.add(operations.channel_id, "Backup & co")
    record(Source(operations.channel_id, other.id, other.purpose, datetime.now(UTC)), Report(id="x", text="New"))
    qtbot.waitUntil(lambda: rows(six)[0] == 7)
    qtbot.waitUntil(lambda: len(six.pane._choices.hooks) == 2)
    pick(six, "Opened by", "Backup  co")
    qtbot.waitUntil(lambda: rows(six) == [7])
    assert words(six) == ["By Backup && co"]


def test_the_counts_go_with_the_filter(six: CasesPage, qtbot: QtBot, operations: Hook) -> None:
    close(operations, 2)
    labels = [six.pane.head.states.button(place) for place in range(3)]
    qtbot.waitUntil(lambda: [label.text() for label in labels] == ["Open  5", "Closed  1", "All  6"])
    pick(six, "Assignee", "Ada")
    qtbot.waitUntil(lambda: [label.text() for label in labels] == ["Open  1", "Closed  1", "All  2"])


def test_every_order(six: CasesPage, qtbot: QtBot) -> None:
    wanted = {
        "Last updated": [5, 4, 3, 1, 2, 6],
        "Priority": [3, 1, 6, 5, 4, 2],
        "Deadline": [4, 5, 6, 3, 2, 1],
        "Assignee": [2, 1, 3, 6, 5, 4],
        "Newest": [6, 5, 4, 3, 2, 1],
    }
    for order, numbers in wanted.items():
        _entry(six.pane.head.sort_menu, order).trigger()
        qtbot.waitUntil(partial(_lists, six, numbers))


def test_the_case_on_the_screen_keeps_its_place_whatever_is_done_to_it(
    six: CasesPage, qtbot: QtBot, operations: Hook
) -> None:
    six.pane.head.sort_menu.actions()[1].trigger()
    qtbot.waitUntil(lambda: rows(six) == [5, 4, 3, 1, 2, 6])
    six.pane.list.step(1)
    six.pane.list.step(1)
    qtbot.waitUntil(lambda: (shown := six.shown.case) is not None and shown.number == 4)
    case_actions.set_priority([cases.find(operations.channel_id, 4)], 2, "Ada")
    qtbot.waitUntil(lambda: six.pane.model.records()[1].priority == 2)
    assert rows(six) == [5, 4, 3, 1, 2, 6]
    six.pane.list.step(1)
    qtbot.waitUntil(lambda: rows(six) == [4, 5, 3, 1, 2, 6])
    shown = six.shown.case
    assert shown is not None
    assert shown.number == 3


def test_nothing_fits_is_said_with_a_way_back(six: CasesPage, qtbot: QtBot) -> None:
    pick(six, "Assignee", "Deniz")
    pick(six, "Overdue")
    qtbot.waitUntil(six.pane.nothing.isVisible)
    QTest.mouseClick(six.pane.clear, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: rows(six) == [6, 5, 4, 3, 2, 1])


def test_between_two_days(six: CasesPage, qtbot: QtBot, operations: Hook) -> None:
    pick(six, "Created", "Between…")
    [dialog] = six.findChildren(BetweenDialog)
    dialog.has_until.setChecked(True)
    dialog.since.setDate(QDate(2020, 1, 2))
    dialog.until.setDate(QDate(2020, 1, 1))
    assert between_words(dialog.between()) == "1 Jan 2020 to 2 Jan 2020"
    box = dialog.findChild(QDialogButtonBox)
    assert isinstance(box, QDialogButtonBox)
    box.button(QDialogButtonBox.StandardButton.Ok).click()
    qtbot.waitUntil(six.pane.nothing.isVisible)
    assert words(six) == ["Created 1 Jan 2020 to 2 Jan 2020"]
    pick(six, "Created", "Today")
    qtbot.waitUntil(lambda: rows(six) == [6, 5, 4, 3, 2, 1])
    close(operations, 5)
    pick(six, "Closed", "Last 7 days")
    qtbot.waitUntil(lambda: rows(six) == [5])
    assert six.pane.head.states.current() == CLOSED


def test_the_words_of_a_filter() -> None:
    assert priority_words((3, 4, 5)) == "High and above"
    assert priority_words((0, 5)) == "No priority, Critical"
    gone = parts(Filter(assignee_id=9, hook_id=8), FilterChoices())
    assert [part.words for part in gone] == ["somebody who is gone", "By a web hook that was removed"]
    day = clock.midnight(NOW.astimezone().date())
    assert between_words(Between(day, day + timedelta(days=1))) == "on 12 Mar 2027"
    assert between_words(Between(until=day)) == "until 11 Mar 2027"


def test_the_words_of_a_deadline() -> None:
    noon = NOW.astimezone().replace(hour=12)
    assert due(noon + timedelta(hours=5), noon, True) == "due today 17:00"
    assert due(noon + timedelta(days=1), noon, True) == "due tomorrow"
    assert due(noon + timedelta(days=4), noon, True) == "due 16 Mar"
    assert due(noon - timedelta(hours=1), noon, True) == "overdue since 11:00"
    assert due(noon - timedelta(days=1), noon, True) == "overdue since yesterday"
    assert due(noon - timedelta(days=1), noon, False) == "due yesterday"
