"""Reading something again whenever it may have changed, one reading at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject

from desktop.data.tasks import Tasks
from models.problems import NotThere, Problem

Result = TypeVar("Result")


class Reload(Generic[Result]):
    """Calls that come while a reading is under way lead to one more reading, not to many."""

    def __init__(
        self, tasks: Tasks, work: Callable[[], Result], done: Callable[[Result], None], *, owner: QObject
    ) -> None:
        self._tasks, self._work, self._done, self._owner = tasks, work, done, owner
        self._busy = False
        self._again = False

    def __call__(self) -> None:
        """Read, now or after the reading that is under way."""
        if self._busy:
            self._again = True
            return
        self._busy = True
        self._tasks.run(self._work, self._on_done, owner=self._owner, problem=self._on_problem)

    def _on_done(self, result: Result) -> None:
        self._busy = False
        self._done(result)
        self._go_on()

    def _on_problem(self, problem: Problem) -> None:
        self._busy = False
        if not isinstance(problem, NotThere):  # what is gone has nothing new to show
            self._tasks.troubled.emit(problem)
        self._go_on()

    def _go_on(self) -> None:
        if self._again:
            self._again = False
            self()
