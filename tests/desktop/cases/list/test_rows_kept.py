"""What is chosen in the list of cases stays in view, whatever becomes of the room and of the rows."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop.cases.list.case_pane import CasePane
from desktop.cases.page import CasesPage
from desktop.widgets.theme import ThemeHolder
from models.channels.hooks import Hook
from models.report import Report
from tests.desktop.cases.conftest import Post, show

MANY = 40


@pytest.fixture
def pane(page: CasesPage, qtbot: QtBot, operations: Hook, post: Post) -> CasePane:
    """A list that is longer than its view."""
    post(*(Report(id=str(number), text=f"Case {number}") for number in range(MANY)))
    show(page, qtbot, operations)
    qtbot.waitUntil(lambda: page.pane.model.rowCount() == MANY)
    return page.pane


def is_in_view(pane: CasePane, row: int) -> bool:
    rows = pane.list
    return rows.viewport().rect().contains(rows.visualRect(pane.model.index(row)))


def last_in_view(pane: CasePane) -> int:
    return max(row for row in range(MANY) if is_in_view(pane, row))


@pytest.mark.parametrize("at_end", [False, True], ids=["in the middle", "at the end"])
def test_the_bar_of_a_selection_covers_no_selected_row(pane: CasePane, qtbot: QtBot, at_end: bool) -> None:
    pane.list.setFocus()
    if at_end:
        pane.list.scrollToBottom()
    row = last_in_view(pane)
    pane.list.setCurrentIndex(pane.model.index(row))
    assert is_in_view(pane, row)
    height = pane.list.viewport().height()
    pane.list.toggle_mark()
    qtbot.waitUntil(lambda: pane.list.viewport().height() < height)
    assert is_in_view(pane, row)


def test_a_row_that_was_out_of_view_brings_no_other_place(pane: CasePane, page: CasesPage, qtbot: QtBot) -> None:
    pane.list.setCurrentIndex(pane.model.index(MANY - 1))
    pane.list.scrollToTop()
    height = pane.list.viewport().height()
    page.resize(page.width(), page.height() - 100)
    qtbot.waitUntil(lambda: pane.list.viewport().height() < height)
    assert pane.list.verticalScrollBar().value() == 0


def test_compact_rows_show_more_and_keep_the_one_that_is_open(pane: CasePane, theme: ThemeHolder, qtbot: QtBot) -> None:
    before = last_in_view(pane)
    pane.list.setCurrentIndex(pane.model.index(30))
    pane.list.scrollTo(pane.model.index(30))
    theme.set_compact(True)
    assert is_in_view(pane, 30)
    assert 40 <= pane.list.visualRect(pane.model.index(30)).height() <= 48
    pane.list.scrollToTop()
    assert last_in_view(pane) > before + 1
    theme.set_compact(False)
    assert last_in_view(pane) == before, "the one that is open was out of view"
