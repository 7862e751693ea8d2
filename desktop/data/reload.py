"""Reading something again whenever it may have changed, one reading at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import QObject

from desktop.data.tasks import Tasks
from models.problems import NotThere, Problem

Question = TypeVar("Question")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, eq=False)
class _Reading(Generic[Question]):
    """A reading that is under way."""

    question: Question


def always() -> bool:
    """The question where there is only one: an answer to it is never dropped."""
    return True


class Reload(Generic[Question, Result]):
    """Calls that come while a reading is under way lead to one more reading, not to many.

    What is asked is looked up when a reading begins. An answer is dropped when by then something else is asked.
    """

    def __init__(
        self,
        tasks: Tasks,
        work: Callable[[Question], Result],
        done: Callable[[Result], None],
        *,
        question: Callable[[], Question | None],
        owner: QObject,
        problem: Callable[[Problem], None] | None = None,
    ) -> None:
        """`work` runs on a pool thread; all others are called on the GUI thread. None is no question."""
        self._tasks, self._work, self._done, self._question = tasks, work, done, question
        self._owner, self._problem = owner, problem or self._tell
        self._reading: _Reading[Question] | None = None
        self._again = False

    def __call__(self) -> None:
        """Read now, or after the reading that is under way; do nothing while there is no question."""
        if self._reading is not None:
            self._again = True
            return
        question = self._question()
        if question is None:
            return
        reading = self._reading = _Reading(question)
        self._tasks.run(
            partial(self._work, question),
            lambda result: self._on_read(reading, partial(self._done, result)),
            owner=self._owner,
            problem=lambda problem: self._on_read(reading, partial(self._problem, problem)),
        )

    def forget(self) -> None:
        """Drop the answer of the reading that is under way: the next reading begins at once."""
        self._reading, self._again = None, False

    def _on_read(self, reading: _Reading[Question], give: Callable[[], None]) -> None:
        if reading is not self._reading:
            return
        try:
            if reading.question == self._question():
                give()
        finally:
            if reading is self._reading:  # `done` may have called forget()
                again = self._again
                self.forget()
                if again:
                    self()

    def _tell(self, problem: Problem) -> None:
        if not isinstance(problem, NotThere):  # what is gone has nothing new to show
            self._tasks.troubled.emit(problem)
