"""Three cases, and a window in which something is done to them."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop.data.tasks import Tasks
from desktop.widgets.theme import ThemeHolder
from models.cases import cases
from models.cases.cases import Case
from models.channels.hooks import Hook
from models.report import Report
from tests.desktop.cases.actions.place import Place
from tests.desktop.cases.conftest import Post
from tests.desktop.conftest import Answers


@pytest.fixture
def place(qtbot: QtBot, tasks: Tasks, theme: ThemeHolder, answers: Answers) -> Place:
    made = Place(tasks, theme, answers)
    qtbot.addWidget(made)
    made.resize(800, 600)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.field.setFocus()
    return made


@pytest.fixture
def three(operations: Hook, post: Post) -> list[Case]:
    """Cases 1, 2 and 3."""
    post(Report(id="a", text="Disk full"), Report(id="b", text="Backup failed"), Report(id="c", text="UPS on battery"))
    return [cases.find(operations.channel_id, number) for number in (1, 2, 3)]
