"""Runs an action on cases in a task, and lets the person decide where somebody else was faster."""

from __future__ import annotations

from collections.abc import Callable, Sequence

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

    def run(self, seen: Seen, action: Action, saying: Saying) -> None:
        """Do something to cases as they were seen; `saying` makes the sentence for it."""
        if seen:
            self._tasks.run(
                lambda: action(seen),
                lambda done: self._on_done(done, saying),
                owner=self,
                problem=lambda problem: self._on_refused(problem, seen, action, saying),
            )

    def undo_last(self) -> None:
        """Take the last action back, if it was done within ten seconds."""
        if (step := self.undo.take()) is not None:
            said = tr("Undone: {sentence}", sentence=step.sentence)
            self._tasks.run(step.undo, lambda _: self.undone.emit(said), owner=self, problem=self.refuse)

    def refuse(self, problem: Problem) -> None:
        """Say what is wrong, and that nothing was done."""
        self._ask.problem(self._window, problem)
        self.problem.emit(problem)

    def _on_done(self, done: Done, saying: Saying) -> None:
        sentence = saying(done)
        self.acted.emit(done.cases)
        self.undo.add(Step(sentence, done.undo))
        self.done.emit(sentence, done.undo)

    def _on_refused(self, problem: Problem, seen: Seen, action: Action, saying: Saying) -> None:
        again = _as_they_are(seen, problem.cases) if isinstance(problem, Changed) else []
        if not again:
            self.refuse(problem)
        elif self._ask.confirm(
            self._window, problem_words.title(problem), tr("Nothing was done so far."), tr("Do it anyway")
        ):
            self.run(again, action, saying)
        else:
            self.problem.emit(problem)


def _as_they_are(seen: Seen, found: Seen) -> list[Case]:
    """The cases that were seen, as they were found to be now: each once, and without those that were deleted."""
    new = {case.id: case for case in found}
    cases = found if len(found) == len(seen) else [new.get(case.id, case) for case in seen]
    return list({case.id: case for case in cases if not case.deleted}.values())
