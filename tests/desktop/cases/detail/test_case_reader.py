"""The reader of the open case: what comes late does not take the place of what is newer."""

from __future__ import annotations

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.cases.detail.case_reader import CaseReader
from desktop.data.tasks import Tasks
from models.channels.hooks import Hook
from models.report import Report
from tests.desktop.cases.conftest import Post


def test_what_is_read_while_something_is_done_is_dropped(
    qtbot: QtBot, tasks: Tasks, operations: Hook, post: Post
) -> None:
    post(Report(id="a", text="Disk full"))
    owner = QObject()
    reader = CaseReader(tasks=tasks, parent=owner)
    with qtbot.waitSignal(reader.loaded):
        reader.show(1, "all")
    answers = list[str]()
    reader.unchanged.connect(lambda: answers.append("unchanged"))
    reader.refresh()
    reader.refresh_after_act()
    qtbot.waitUntil(tasks.idle)
    assert answers == ["unchanged"], "of two readings that were begun, only what the second found"
