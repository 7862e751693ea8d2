"""The bar with the way back takes its room from the page, and covers nothing that is chosen there."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QListView
from pytestqt.qtbot import QtBot

from desktop.desk import Desk
from models.channels import hooks
from models.database import connection, writing
from models.recording.report_writer import Source, record
from models.report import Report

MANY = 40


@pytest.fixture
def cases(program: Desk, qtbot: QtBot) -> QListView:
    """The list of cases, longer than its view."""
    [hook] = hooks.of_channel(None)
    source = Source(hook.channel_id, hook.id, hook.purpose, datetime.now(UTC))
    with connection(), writing():
        for number in range(MANY):
            record(source, Report(id=str(number), text=f"Case {number}"))
    program.window.resize(900, 600)
    program.actions["show_cases"].trigger()
    program.commands.refresh()
    rows = program.window.cases.pane.list
    qtbot.waitUntil(lambda: rows.model().rowCount() == MANY and rows.isVisible())
    return rows


def is_in_view(rows: QListView, row: int) -> bool:
    return rows.viewport().rect().contains(rows.visualRect(rows.model().index(row, 0)))


@pytest.mark.parametrize("at_end", [False, True], ids=["in the middle", "at the end"])
def test_the_bar_with_the_way_back_covers_no_selected_row(
    qtbot: QtBot, program: Desk, cases: QListView, at_end: bool
) -> None:
    if at_end:
        cases.scrollToBottom()
    row = max(row for row in range(MANY) if is_in_view(cases, row))
    cases.setCurrentIndex(cases.model().index(row, 0))
    height = cases.viewport().height()
    page = program.window.cases
    page.case_actions.set_subject(page.pane.model.records()[row], "called otherwise")
    qtbot.waitUntil(lambda: program.window.undo_bar.isVisible() and cases.viewport().height() < height)
    qtbot.waitUntil(program.tasks.idle)
    assert cases.currentIndex().row() == row
    assert is_in_view(cases, row)
