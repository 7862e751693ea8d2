"""Reads the case on the screen in pages and follows its changes; answers about another one are dropped."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.cases.timeline.timeline_events import Loaded, Part, read
from desktop.data.tasks import Tasks
from models.problems import NotThere, Problem

PAGE = 20
MOST_LOADED = 120
"""More messages than this are not kept in widgets: the earliest page makes room."""


class CaseReader(QObject):
    """One reading at a time; what is asked for meanwhile is done after it."""

    loaded = Signal(object)
    """A Loaded, when something is different from the last one."""
    unchanged = Signal()
    gone = Signal()

    def __init__(self, *, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._case_id: int | None = None
        self._part: Part = "all"
        self._last: Loaded | None = None
        self._generation = 0
        self._reading = self._again = False
        self._next: Callable[[], None] | None = None

    def show(self, case_id: int | None, part: Part) -> None:
        """Read a part of a case from its beginning; None reads nothing."""
        self._generation += 1
        self._reading, self._again, self._next = False, False, None
        self._case_id, self._part, self._last = case_id, part, None
        self._read(after=0, count=PAGE)

    def refresh(self) -> None:
        """Read again what is shown; messages that came since are added at the end if the end is shown."""
        last = self._last
        if last is None:
            return
        more = PAGE if last.complete else 0
        self._read(after=last.after, count=max(len(last.messages) + more, PAGE), known=last)

    def later(self) -> None:
        """Read the next page too."""
        last = self._last
        if last is None or last.complete or not last.messages:
            return
        drop = max(0, len(last.messages) + PAGE - MOST_LOADED)
        after = last.messages[drop - 1].id if drop else last.after
        self._read(after=after, count=len(last.messages) - drop + PAGE)

    def end(self) -> None:
        """Read the last page instead."""
        self._read(after=None, count=PAGE)

    def _read(self, *, after: int | None, count: int, known: Loaded | None = None) -> None:
        case_id, part, generation = self._case_id, self._part, self._generation
        if case_id is None:
            return
        if self._reading:
            # A page that was asked for is not lost to a refresh that is under way.
            self._next = self._next if known else partial(self._read, after=after, count=count)
            self._again = True
            return
        self._reading = True
        self._tasks.run(
            lambda: read(case_id, part=part, after=after, limit=count, known=known),
            lambda loaded: self._on_read(loaded, generation),
            owner=self,
            problem=lambda problem: self._on_unreadable(problem, generation),
        )

    def _on_read(self, loaded: Loaded | None, generation: int) -> None:
        if generation != self._generation:
            return
        self._reading = False
        if loaded is None:
            self.unchanged.emit()
        else:
            self._case_id, self._last = loaded.case.id, loaded
            self.loaded.emit(loaded)
        again, self._again, self._next = self._next or (self.refresh if self._again else None), False, None
        if again is not None:
            again()

    def _on_unreadable(self, problem: Problem, generation: int) -> None:
        if generation != self._generation:
            return
        self._reading, self._again, self._next = False, False, None
        if isinstance(problem, NotThere):
            self.gone.emit()
        else:
            self._tasks.troubled.emit(problem)
