"""Runs an action on cases in a task, and lets the person decide where somebody else was faster."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.data.tasks import Tasks
from desktop.data.undo import Step, Undo
from desktop.dialogs.asking import Ask
from desktop.words import problem_words
from desktop.words.language import tr
from models.cases.case_actions import Changed, Done
from models.cases.cases import Case
from models.problems import Problem

Seen = Sequence[Case]
Action = Callable[[Seen], Done]
Saying = Callable[[Done], str]


@dataclass(slots=True, eq=False)
class _Run:
    """An action that is under way."""

    seen: Seen
    action: Action
    saying: Saying
    taken_back: bool = False
    """Whether it shall be taken back as soon as it is done."""


class ActionRunner(QObject):
    """One action after the other; each is told when it is on disk."""

    done = Signal(str, object)
    acted = Signal(object)
    """The cases of an action as they are after it."""
    undone = Signal(str)
    problem = Signal(object)

    def __init__(self, *, tasks: Tasks, ask: Ask, parent: QWidget) -> None:
        super().__init__(parent)
        self._tasks, self._ask, self._window = tasks, ask, parent
        self.undo = Undo(self)
        self._under_way: list[_Run] = []

    def run(self, seen: Seen, action: Action, saying: Saying) -> None:
        """Do something to cases as they were seen; `saying` makes the sentence for it."""
        if seen:
            run = _Run(seen, action, saying)
            self._under_way.append(run)
            self.undo.changed.emit()
            self._tasks.run(
                lambda: action(seen),
                lambda done: self._on_done(done, run),
                owner=self,
                problem=lambda problem: self._on_refused(problem, run),
            )

    def can_undo(self) -> bool:
        """Whether an action is under way, or was done within ten seconds."""
        return self._last_under_way() is not None or self.undo.last() is not None

    def undo_last(self) -> None:
        """Take the last action back: when it is done, if it is under way, else if it was done within ten seconds."""
        run = self._last_under_way()
        if run is not None:
            run.taken_back = True
            self.undo.changed.emit()
        elif (step := self.undo.last()) is not None:
            self._take_back(step)

    def refuse(self, problem: Problem) -> None:
        """Say what is wrong, and that nothing was done."""
        self._ask.problem(self._window, problem)
        self.problem.emit(problem)

    def _last_under_way(self) -> _Run | None:
        return next((run for run in reversed(self._under_way) if not run.taken_back), None)

    def _take_back(self, step: Step) -> None:
        self.undo.drop(step)
        said = tr("Undone: {sentence}", sentence=step.sentence)
        self._tasks.run(step.undo, lambda _: self.undone.emit(said), owner=self, problem=self.refuse)

    def _on_done(self, done: Done, run: _Run) -> None:
        self._under_way.remove(run)
        step = Step(run.saying(done), done.undo)
        self.acted.emit(done.cases)
        self.undo.add(step)
        self.done.emit(step.sentence, done.undo)
        if run.taken_back:
            self._take_back(step)

    def _on_refused(self, problem: Problem, run: _Run) -> None:
        self._under_way.remove(run)
        self.undo.changed.emit()
        again = _as_they_are(run.seen, problem.cases) if isinstance(problem, Changed) else []
        if not again:
            self.refuse(problem)
        elif self._ask.confirm(
            self._window, problem_words.title(problem), tr("Nothing was done so far."), tr("Do it anyway")
        ):
            self.run(again, run.action, run.saying)
        else:
            self.problem.emit(problem)


def _as_they_are(seen: Seen, found: Seen) -> list[Case]:
    """The cases that were seen, as they were found to be now: each once, and without those that were deleted."""
    new = {case.id: case for case in found}
    cases = found if len(found) == len(seen) else [new.get(case.id, case) for case in seen]
    return list({case.id: case for case in cases if not case.deleted}.values())
