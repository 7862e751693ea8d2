"""Selecting all cases of a list, also those that are not loaded yet."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop.cases.list.case_pane import CasePane
from desktop.cases.list.case_rows import Flag
from desktop.cases.page import CasesPage
from models.channels.hooks import Hook
from models.report import Report
from tests.desktop.cases.conftest import Post, show


@pytest.fixture
def pane(page: CasesPage, qtbot: QtBot, operations: Hook, post: Post) -> CasePane:
    """A list of 130 cases, of which a page is loaded and marked."""
    post(*(Report(id=str(number), text=f"Case {number}") for number in range(130)))
    show(page, qtbot, operations)
    qtbot.waitUntil(lambda: page.pane.model.rowCount() == 50)
    page.pane.list.mark_all()
    return page.pane


def load(pane: CasePane, qtbot: QtBot, rows: int) -> None:
    """Load the next page, until so many rows are there."""
    pane.model.fetchMore()
    qtbot.waitUntil(lambda: pane.model.rowCount() == rows)


def test_all_that_the_list_has_can_be_selected(page: CasesPage, pane: CasePane, qtbot: QtBot) -> None:
    assert (pane.bar.count.text(), pane.bar.all.text()) == ("50 selected", "Select all 130")
    with qtbot.waitSignal(pane.list.marks_changed):
        pane.bar.all.click()
    assert sorted(case.number for case in page.chosen_cases()) == list(range(1, 131))
    assert pane.bar.count.text() == "130 selected"
    assert pane.bar.all.isHidden()


def test_what_is_loaded_later_is_marked_once(page: CasesPage, pane: CasePane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.list.marks_changed):
        pane.bar.all.click()
    for loaded in (100, 130):
        load(pane, qtbot, loaded)
        assert sorted(case.number for case in page.chosen_cases()) == list(range(1, 131))
    pane.list.selectionModel().select(pane.model.index(0), Flag.Toggle)
    assert len(page.chosen_cases()) == 129


def test_another_selection_forgets_what_was_beyond(page: CasesPage, pane: CasePane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.list.marks_changed):
        pane.bar.all.click()
    pane.list.end_marking()
    pane.list.mark_all()
    assert len(page.chosen_cases()) == 50


def test_nothing_is_offered_where_all_is_loaded(page: CasesPage, pane: CasePane, qtbot: QtBot) -> None:
    for loaded in (100, 130):
        load(pane, qtbot, loaded)
    pane.list.mark_all()
    assert pane.bar.count.text() == "130 selected"
    assert pane.bar.all.isHidden()
