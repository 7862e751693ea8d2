"""Work off the GUI thread, and how its answers come back."""

from __future__ import annotations

import gc
import sys
import threading
import weakref
from functools import partial
from pathlib import Path
from time import perf_counter

import pytest
import shiboken6
from PySide6.QtCore import QObject, QThread, QTimer
from pytestqt.qtbot import QtBot

from desktop.data.tasks import Tasks
from desktop.data.turns import MOST_SECONDS
from models.channels import channels
from models.problems import NotThere, Problem

ENOUGH_TASKS = 300
"""Of so many, some always end on another thread when a task is not kept on the thread of the window."""


@pytest.fixture(autouse=True)
def _open(desk: Path) -> None:
    """Tasks run inside a connection to a database."""


def test_work_is_done_elsewhere_and_answered_here(qtbot: QtBot, tasks: Tasks) -> None:
    here, found = threading.get_ident(), []
    owner = QObject()

    def work() -> tuple[int, int]:
        return threading.get_ident(), len(channels.all_channels())

    tasks.run(work, lambda result: found.append((*result, threading.get_ident())), owner=owner)
    qtbot.waitUntil(tasks.idle)
    [(there, count, back)] = found
    assert there != here == back
    assert count == 0


def test_an_answer_for_a_widget_that_is_gone_is_dropped(qtbot: QtBot, tasks: Tasks) -> None:
    owner, go = QObject(), threading.Event()
    found: list[bool] = []
    tasks.run(lambda: go.wait(10), found.append, owner=owner)
    shiboken6.delete(owner)
    go.set()
    qtbot.waitUntil(tasks.idle)
    assert found == []


def test_the_window_answers_between_answers_that_come_together(qtbot: QtBot, tasks: Tasks) -> None:
    owner, go = QObject(), threading.Event()
    happened: list[str] = []

    def answer(name: str) -> None:
        until = perf_counter() + MOST_SECONDS
        while perf_counter() < until:
            pass
        QTimer.singleShot(0, owner, lambda: happened.append("something else"))
        happened.append(name)

    for name in ("first", "second", "third"):
        tasks.run(partial(_wait, go, name), answer, owner=owner)
    go.set()
    qtbot.waitUntil(lambda: len(happened) == 6)
    assert happened.index("something else") < 3, "although all answers had come"


def test_what_is_done_in_turn_is_done_as_it_was_asked_for(qtbot: QtBot, tasks: Tasks) -> None:
    go, written = threading.Event(), list[str]()

    def write(name: str) -> None:
        if name == "first":
            go.wait(10)
        written.append(name)

    for name in ("first", "second", "third"):
        tasks.run(partial(write, name), lambda _: None, owner=tasks, in_turn=True)
    tasks.run(go.set, lambda _: None, owner=tasks)
    qtbot.waitUntil(tasks.idle)
    assert written == ["first", "second", "third"]


def _wait(go: threading.Event, name: str) -> str:
    go.wait(10)
    return name


@pytest.mark.parametrize("raised", [None, Problem, ZeroDivisionError])
def test_who_asked_is_let_go_of_on_the_gui_thread(
    qtbot: QtBot, tasks: Tasks, monkeypatch: pytest.MonkeyPatch, raised: type[Exception] | None
) -> None:
    # Qt crashes when a widget ends on another thread while it is painted on this one.
    monkeypatch.setattr(sys, "excepthook", lambda *_: None)
    ended: list[str] = []
    gc.disable()  # what it has to find ends on any thread
    try:
        for _ in range(ENOUGH_TASKS):
            _ask_once(tasks, raised, ended)
        qtbot.waitUntil(lambda: len(ended) == ENOUGH_TASKS)
    finally:
        gc.enable()
    assert set(ended) == {threading.current_thread().name}


def _ask_once(tasks: Tasks, raised: type[Exception] | None, ended: list[str]) -> None:
    """Ask for somebody whom nothing but the task refers to."""
    owner = QObject()
    weakref.finalize(owner, lambda: ended.append(threading.current_thread().name))

    def work() -> None:
        if raised is not None:
            raise raised(owner.objectName())

    tasks.run(work, lambda _: None, owner=owner, problem=lambda _: None)


def test_a_problem_goes_to_who_asked_or_to_the_window(qtbot: QtBot, desk: Path) -> None:
    tasks, owner = Tasks(), QObject()
    told: list[Problem] = []
    troubled: list[Problem] = []
    tasks.troubled.connect(troubled.append)
    tasks.run(lambda: channels.find("Nowhere"), lambda _: None, owner=owner, problem=told.append)
    tasks.run(lambda: channels.find("Nowhere"), lambda _: None, owner=owner)
    qtbot.waitUntil(tasks.idle)
    assert [type(problem) for problem in told] == [NotThere]
    assert [type(problem) for problem in troubled] == [NotThere]
    tasks.close()


def test_a_bug_goes_to_the_excepthook_on_the_gui_thread(
    qtbot: QtBot, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[type[BaseException], bool]] = []
    gui = QThread.currentThread()
    hook = lambda kind, error, trace: seen.append((kind, QThread.currentThread() is gui))  # noqa: E731
    monkeypatch.setattr(sys, "excepthook", hook)
    tasks.run(lambda: 1 // 0, lambda _: None, owner=tasks)
    qtbot.waitUntil(tasks.idle)
    assert seen == [(ZeroDivisionError, True)]


def test_close_waits_for_what_has_begun_and_answers_nobody(qtbot: QtBot, desk: Path) -> None:
    tasks, begun = Tasks(), threading.Event()
    finished: list[bool] = []
    found: list[None] = []

    def work() -> None:
        begun.set()
        channels.add("Late")
        finished.append(True)

    tasks.run(work, found.append, owner=tasks)
    assert begun.wait(10)
    tasks.close()
    assert finished == [True]
    tasks.run(work, found.append, owner=tasks)
    assert tasks.idle()
    assert found == []


def test_no_reference_to_none_is_lost_at_calls_of_qt(qtbot: QtBot) -> None:
    # PySide6 6.12.0 lost one at every call that returns nothing, and the program aborted after some 5,000.
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(5000):
        thing.setObjectName("name")
    assert abs(sys.getrefcount(None) - before) < 500
