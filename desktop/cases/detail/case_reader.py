"""Reads the case on the screen in pages and follows its changes; answers about another one are dropped."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from desktop.cases.timeline.timeline_events import Loaded, Part, read
from desktop.data.reload import Reload
from desktop.data.tasks import Tasks
from models.problems import NotThere, Problem

PAGE = 20
MOST_LOADED = 120
"""More messages than this are not kept in widgets: the earliest page makes room."""


@dataclass(frozen=True, slots=True)
class _Page:
    """`count` messages behind the one with the id `after`; None stands for the last ones."""

    after: int | None
    count: int


@dataclass(frozen=True, slots=True)
class _Asked:
    """A page of a part of a case; `known` is what is on the screen, where that is read again."""

    case_id: int
    part: Part
    page: _Page
    known: Loaded | None = field(compare=False)


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
        self._wanted: _Page | None = None
        """Another page than the one on the screen."""
        self._reload = Reload(
            tasks, _read, self._on_read, question=self._question, owner=self, problem=self._on_unreadable
        )

    def show(self, case_id: int | None, part: Part) -> None:
        """Read a part of a case from its beginning; None reads nothing."""
        self._reload.forget()
        self._case_id, self._part, self._last = case_id, part, None
        self._want(_Page(0, PAGE))

    def refresh(self) -> None:
        """Read again what is shown; messages that came since are added at the end if the end is shown."""
        self._reload()

    def refresh_after_act(self) -> None:
        """Read again at once: what is being read may be older than what was just done here, and is dropped."""
        self._reload.forget()
        self._reload()

    def later(self) -> None:
        """Read the next page too."""
        last = self._last
        if last is None or last.complete or not last.messages:
            return
        drop = max(0, len(last.messages) + PAGE - MOST_LOADED)
        after = last.messages[drop - 1].id if drop else last.after
        self._want(_Page(after, len(last.messages) - drop + PAGE))

    def end(self) -> None:
        """Read the last page instead."""
        self._want(_Page(None, PAGE))

    def _want(self, page: _Page) -> None:
        self._wanted = page
        self._reload()

    def _question(self) -> _Asked | None:
        last = self._last
        if self._case_id is None:
            return None
        if self._wanted is not None:
            return _Asked(self._case_id, self._part, self._wanted, None)
        if last is None:
            return None
        more = PAGE if last.complete else 0
        return _Asked(self._case_id, self._part, _Page(last.after, max(len(last.messages) + more, PAGE)), last)

    def _on_read(self, loaded: Loaded | None) -> None:
        self._wanted = None
        if loaded is None:
            self.unchanged.emit()
        else:
            self._case_id, self._last = loaded.case.id, loaded
            self.loaded.emit(loaded)

    def _on_unreadable(self, problem: Problem) -> None:
        self._wanted = None
        if isinstance(problem, NotThere):
            self.gone.emit()
        else:
            self._tasks.troubled.emit(problem)


def _read(asked: _Asked) -> Loaded | None:
    page = asked.page
    return read(asked.case_id, part=asked.part, after=page.after, limit=page.count, known=asked.known)
