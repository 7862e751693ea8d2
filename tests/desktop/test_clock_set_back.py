"""The clock is set back while the window runs: what came is there, in its order, and nothing is said to be to come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from desktop.data.keyset_model import RECORD_ROLE
from desktop.data.shown import CASES, DELIVERIES
from desktop.desk import Desk
from desktop.words import clock
from models.channels import channels
from models.database import execute, writing
from tests.desktop.conftest import Answers

YEARS_10 = timedelta(days=3653)
TIMES = {
    "messages": ("received_at",),
    "deliveries": ("received_at",),
    "cases": ("created_at", "updated_at"),
    "hooks": ("last_accepted_at",),
}

Post = Callable[..., None]


def set_clock_back() -> None:
    """As if all that is there had come while the clock went ten years ahead."""
    ahead = int(YEARS_10.total_seconds()) * 1_000_000
    with writing():
        for table, times in TIMES.items():
            for time in times:
                execute(f"UPDATE {table} SET {time} = {time} + ? WHERE {time} IS NOT NULL", (ahead,))


@pytest.fixture
def set_back(program: Desk, post: Post, qtbot: QtBot) -> Desk:
    """Two cases and a message came before it, the same after it."""
    for when in ("before", "after"):
        post(f"case {when}", id=f"a {when}")
        post(f"more {when}", id=f"b {when}")
        post(f"message {when}")
        if when == "before":
            set_clock_back()
    program.actions["refresh"].trigger()
    qtbot.waitUntil(program.tasks.idle)
    return program


def texts(program: Desk) -> list[str]:
    model = program.window.activity.model
    return [model.index(row).data(RECORD_ROLE).text for row in range(model.rowCount())]


def test_what_came_after_it_is_on_top_and_nothing_is_missing(set_back: Desk, qtbot: QtBot) -> None:
    expected = [f"{what} {when}" for when in ("after", "before") for what in ("message", "more", "case")]
    qtbot.waitUntil(lambda: texts(set_back) == expected)


def test_the_lists_hold_all_of_it(set_back: Desk, qtbot: QtBot) -> None:
    window = set_back.window
    window.shown.show_page(CASES)
    qtbot.waitUntil(lambda: window.cases.pane.model.rowCount() == 4)
    window.shown.show_page(DELIVERIES)
    qtbot.waitUntil(lambda: window.deliveries.pane.model.rowCount() == 6)


def test_unread_messages_are_counted_by_what_was_seen(program: Desk, post: Post, qtbot: QtBot) -> None:
    post("seen")
    other = channels.add("Other")
    program.actions["refresh"].trigger()
    qtbot.waitUntil(program.tasks.idle)
    program.shown.show_channel(other.id)
    set_clock_back()
    post("one")
    post("two")
    general = channels.find("General").id
    program.actions["refresh"].trigger()
    qtbot.waitUntil(
        lambda: [each.unread for each in program.shown.channels if each.id == general] == [2], timeout=10_000
    )


def test_who_quits_is_asked_and_told_of_no_time_to_come(set_back: Desk, answers: Answers, qtbot: QtBot) -> None:
    with qtbot.waitSignal(set_back.background.ended):
        set_back.actions["quit"].trigger()
    [(_, text)] = answers.asked
    assert text.endswith("One posted just now.")


def test_no_time_of_a_row_is_negative(set_back: Desk, qtbot: QtBot) -> None:
    model = set_back.window.activity.model
    qtbot.waitUntil(lambda: model.rowCount() == 6)
    times = [model.index(row).data(RECORD_ROLE).received_at for row in range(6)]
    now = clock.now()
    assert [clock.relative(at, now) for at in times[:3]] == ["now"] * 3
    assert all(str((now + YEARS_10).year) in clock.relative(at, now) for at in times[3:])
