"""Work off the GUI thread: a few pool threads, each task with its own database connection."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from desktop.data.turns import Turns
from models import database
from models.problems import Problem

Result = TypeVar("Result")
Answer = Callable[[], None]


@dataclass(frozen=True, slots=True)
class _Task(Generic[Result]):
    """What run() was called with."""

    work: Callable[[], Result]
    done: Callable[[Result], None]
    owner: QObject
    problem: Callable[[Problem], None]

    def carried_out(self) -> Answer:
        return partial(_if_there, self.owner, partial(self.done, self.work()))

    def failed(self, problem: Problem) -> Answer:
        return partial(_if_there, self.owner, partial(self.problem, problem))


class Tasks(QObject):
    """Runs work on pool threads and brings what came of it back to the GUI thread.

    A widget without a parent ends with the last reference to it, on the thread that lets go of it; on a pool thread
    that crashes Qt. So a pool thread knows a task by its number, and has let go of all else when it says that number.
    """

    troubled = Signal(object)
    """A Problem that the caller of run() left to whoever listens here."""
    _answered = Signal(int)

    def __init__(
        self,
        threads: int = 4,
        parent: QObject | None = None,
        *,
        around: Callable[[], AbstractContextManager[object]] = database.connection,
    ) -> None:
        """`around` is entered for each task; nullcontext does where no database is open yet."""
        super().__init__(parent)
        self._around = around
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="task")
        self._in_turn = ThreadPoolExecutor(1, thread_name_prefix="task-in-turn")
        self._numbers = count()
        self._tasks = dict[int, _Task[Any]]()
        self._answers = dict[int, Answer]()
        self._come = deque[int]()
        self._closed = False
        # In turns: several answers at once would hold the window for as long as all of them take.
        self._turns = Turns(self._give_next, self)
        self._answered.connect(self._on_answered, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], None],
        *,
        owner: QObject,
        problem: Callable[[Problem], None] | None = None,
        in_turn: bool = False,
    ) -> None:
        """Do `work` on a pool thread inside a database connection, then call `done` with its
        result, or `problem` with the Problem it raised, on the GUI thread; neither is called when
        `owner` is gone by then. Any other exception goes to sys.excepthook, on the GUI thread.

        Tasks `in_turn` are done one after the other, as they were asked for: what a person chose last holds."""
        if self._closed:
            return
        number = next(self._numbers)
        self._tasks[number] = _Task(work, done, owner, problem or self.troubled.emit)
        pool = self._in_turn if in_turn else self._pool
        pool.submit(self._work, number)

    def idle(self) -> bool:
        """True when nothing is under way and every answer has been delivered."""
        return not self._tasks

    def close(self, *, wait: bool = True) -> None:
        """Take no more work, drop what has not begun, and wait for the rest, or leave it to itself."""
        self._closed = True
        for pool in (self._pool, self._in_turn):
            pool.shutdown(wait=wait, cancel_futures=True)
        if wait:
            self._tasks.clear()
            self._answers.clear()

    def _work(self, number: int) -> None:
        self._answers[number] = self._answer(number)
        if not self._closed:  # who closed it without waiting may have deleted it by now
            self._answered.emit(number)

    def _answer(self, number: int) -> Answer:
        # The task and the answer have no names here: an exception keeps this frame, and all that is named in it.
        try:
            with self._around():
                return self._tasks[number].carried_out()
        except Problem as known:
            return self._tasks[number].failed(known)
        except BaseException as bug:
            return partial(_show_bug, bug)

    def _on_answered(self, number: int) -> None:
        self._come.append(number)
        self._turns.begin_soon()

    def _give_next(self) -> bool:
        if self._closed or not self._come:
            return False
        number = self._come.popleft()
        try:
            self._answers.pop(number)()
        finally:
            self._tasks.pop(number, None)
        return True


def _if_there(owner: QObject, answer: Answer) -> None:
    if isValid(owner):
        answer()


def _show_bug(bug: BaseException) -> None:
    sys.excepthook(type(bug), bug, bug.__traceback__)
