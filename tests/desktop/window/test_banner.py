"""What the line across the top says goes when it is over, and offers what can cure it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.desk import Desk
from models.problems import Problem, ReadOnly
from models.upkeep import low_space
from receiver.serving.binding import NoPlace


def choices(program: Desk) -> list[str]:
    return [button.text() for button in program.window.banner.findChildren(QPushButton) if button.isVisible()]


@pytest.mark.sqlite_only
def test_a_disk_that_has_space_again_is_not_said_to_be_full(
    program: Desk, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    banner = program.window.banner
    monkeypatch.setattr(low_space, "LEAST", 1 << 60)
    monkeypatch.setattr(low_space, "SHARE", 1)
    qtbot.waitUntil(banner.isVisible)
    assert banner.problem is not None
    assert banner.problem.title.startswith("The disk of the database is nearly full")
    monkeypatch.setattr(low_space, "SHARE", 1 << 60)
    qtbot.waitUntil(lambda: not banner.isVisible())


def test_what_is_over_hides_nothing_else(program: Desk) -> None:
    banner, other = program.window.banner, Problem("The log cannot be written.", "Free some space.")
    banner.show_problem(other)
    banner.take_back(Problem("The disk is nearly full.", "Free some space."))
    assert banner.isVisible()
    assert banner.problem is other


@pytest.mark.parametrize(
    ("problem", "offered"),
    [
        (ReadOnly("The database cannot be written.", "Give this account the right to."), ["Try again"]),
        (NoPlace("This account may not receive there.", "Choose."), ["Choose another port…", "Try again"]),
    ],
)
def test_another_port_is_offered_where_it_can_help(program: Desk, problem: Problem, offered: list[str]) -> None:
    program.receiver.problem = problem
    program.receiver.changed.emit()
    assert choices(program) == offered
    program.receiver.problem = None
    program.receiver.changed.emit()
    assert not program.window.banner.isVisible()
