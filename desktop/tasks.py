"""Work off the GUI thread: a few pool threads, each task with its own database connection."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from desktop.turns import Turns
from models import database
from models.problems import Problem

Result = TypeVar("Result")
Answer = Callable[[], None]


class Tasks(QObject):
    """Runs work on pool threads and brings what came of it back to the GUI thread."""

    troubled = Signal(object)
    """A Problem that the caller of run() left to whoever listens here."""
    _answered = Signal(object)

    def __init__(
        self,
        threads: int = 4,
        parent: QObject | None = None,
        *,
        around: Callable[[], AbstractContextManager[object]] = database.connection,
    ) -> None:
        """`around` is entered for each task; another than the connection where no database is open yet."""
        super().__init__(parent)
        self._around = around
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="task")
        self._outstanding = 0
        self._closed = False
        self._answers = deque[Answer]()
        # Several that come together would hold the window for as long as all of them take.
        self._turns = Turns(self._give_next, self)
        self._answered.connect(self._on_answered, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], None],
        *,
        owner: QObject,
        problem: Callable[[Problem], None] | None = None,
    ) -> None:
        """Does `work` on a pool thread inside a database connection, then calls `done` with its
        result, or `problem` with the Problem it raised, on the GUI thread; neither is called when
        `owner` is gone by then. Any other exception goes to sys.excepthook, on the GUI thread."""
        if self._closed:
            return
        self._outstanding += 1
        self._pool.submit(self._work, work, done, owner, problem or self.troubled.emit)

    def idle(self) -> bool:
        """True when nothing is under way and every answer has been delivered."""
        return self._outstanding == 0

    def close(self, *, wait: bool = True) -> None:
        """Takes no more work, drops what has not begun, and waits for the rest, or leaves it to itself."""
        self._closed = True
        self._pool.shutdown(wait=wait, cancel_futures=True)
        self._outstanding = 0

    def _work(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], None],
        owner: QObject,
        problem: Callable[[Problem], None],
    ) -> None:
        answer: Answer
        try:
            with self._around():
                result = work()
            answer = partial(_if_there, owner, partial(done, result))
        except Problem as known:
            answer = partial(_if_there, owner, partial(problem, known))
        except BaseException as bug:
            answer = partial(_show_bug, bug)
        if not self._closed:  # who closed it without waiting may have deleted it by now
            self._answered.emit(answer)

    def _on_answered(self, answer: Answer) -> None:
        self._answers.append(answer)
        self._turns.begin_soon()

    def _give_next(self) -> bool:
        if self._closed or not self._answers:
            return False
        try:
            self._answers.popleft()()
        finally:
            self._outstanding -= 1
        return True


def _if_there(owner: QObject, answer: Answer) -> None:
    if isValid(owner):
        answer()


def _show_bug(bug: BaseException) -> None:
    sys.excepthook(type(bug), bug, bug.__traceback__)
