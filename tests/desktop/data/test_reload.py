"""Reading again: one reading at a time, one more for all who asked meanwhile, and no answer to an older question."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.data.reload import Reload
from desktop.data.tasks import Tasks
from models.problems import NotThere, Problem

PATIENCE_SECONDS = 10


class Asker(QObject):
    """Asks about a word; a reading ends when the test lets it."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self.word: str | None = "one"
        self.read: list[str] = []
        self.told: list[str] = []
        self.problems: list[str] = []
        self.gates: dict[str, threading.Event] = {}
        self.reload = Reload(
            tasks, self._work, self._done, question=lambda: self.word, owner=self, problem=self._on_problem
        )

    def hold(self, word: str) -> threading.Event:
        """Have the readings of a word wait for this."""
        return self.gates.setdefault(word, threading.Event())

    def _work(self, word: str) -> str:
        self.read.append(word)
        if word in self.gates:
            assert self.gates[word].wait(PATIENCE_SECONDS)
        if word == "gone":
            raise NotThere("It is gone.", "Look elsewhere.")
        return word

    def _done(self, answer: str) -> None:
        self.told.append(answer)
        if answer == "wrong":
            self.word = "one"
            self.reload()
            self.reload.forget()

    def _on_problem(self, problem: Problem) -> None:
        self.problems.append(problem.title)


@pytest.fixture
def asker(qtbot: QtBot, tasks: Tasks) -> Iterator[Asker]:
    """Asks about "one"; no reading is left when the test ends."""
    made = Asker(tasks)
    yield made
    for gate in made.gates.values():
        gate.set()
    qtbot.waitUntil(tasks.idle)


def test_all_who_ask_meanwhile_are_one_more_reading(qtbot: QtBot, tasks: Tasks, asker: Asker) -> None:
    gate = asker.hold("one")
    for _ in range(5):
        asker.reload()
    gate.set()
    qtbot.waitUntil(lambda: asker.told == ["one", "one"])
    qtbot.waitUntil(tasks.idle)
    assert asker.read == ["one", "one"]


def test_an_answer_to_an_older_question_is_dropped(qtbot: QtBot, tasks: Tasks, asker: Asker) -> None:
    gate = asker.hold("one")
    asker.reload()
    for asker.word in ("two", "three", "four"):
        asker.reload()
    gate.set()
    qtbot.waitUntil(lambda: asker.told == ["four"])
    qtbot.waitUntil(tasks.idle)
    assert asker.read == ["one", "four"], "what was asked in passing is not read"


def test_a_problem_with_an_older_question_is_told_to_nobody(qtbot: QtBot, tasks: Tasks, asker: Asker) -> None:
    asker.word = "gone"
    gate = asker.hold("gone")
    asker.reload()
    asker.word = "one"
    asker.reload()
    gate.set()
    qtbot.waitUntil(lambda: asker.told == ["one"])
    assert asker.problems == []
    asker.word = "gone"
    asker.reload()
    qtbot.waitUntil(lambda: asker.problems == ["It is gone."])


def test_after_a_forgotten_reading_the_next_begins_at_once(qtbot: QtBot, tasks: Tasks, asker: Asker) -> None:
    gate = asker.hold("one")
    asker.reload()
    qtbot.waitUntil(lambda: asker.read == ["one"])
    asker.word = "two"
    asker.reload.forget()
    asker.reload()
    qtbot.waitUntil(lambda: asker.told == ["two"])
    asker.word = "one"
    gate.set()
    qtbot.waitUntil(tasks.idle)
    assert asker.told == ["two"], "it was forgotten, though the question is the same again"


def test_who_takes_an_answer_may_ask_again_or_forget(qtbot: QtBot, tasks: Tasks, asker: Asker) -> None:
    asker.word = "wrong"
    asker.reload()
    qtbot.waitUntil(lambda: asker.told == ["wrong"])
    qtbot.waitUntil(tasks.idle)
    assert asker.read == ["wrong"]
    asker.reload()
    qtbot.waitUntil(lambda: asker.told == ["wrong", "one"])


def test_without_a_question_nothing_is_read(qtbot: QtBot, tasks: Tasks, asker: Asker) -> None:
    asker.word = None
    asker.reload()
    assert tasks.idle()
    asker.word = "two"
    asker.reload()
    qtbot.waitUntil(lambda: asker.told == ["two"])
    assert asker.read == ["two"]


def test_what_is_gone_is_no_trouble_unless_somebody_wants_to_know(qtbot: QtBot, tasks: Tasks) -> None:
    owner = QObject()
    told: list[int] = []

    def work(word: str) -> int:
        raise NotThere("It is gone.", "Look elsewhere.")

    Reload(tasks, work, told.append, question=lambda: "gone", owner=owner)()
    qtbot.waitUntil(tasks.idle)  # the fixture looks for what was left to the window
    assert told == []
