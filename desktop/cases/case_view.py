"""The case on the screen: loads it in pages, follows its changes, closes and reopens it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.asking import Ask
from desktop.cases.case_header import CaseHeader
from desktop.cases.case_text import case_as_text
from desktop.cases.chips import Opener
from desktop.cases.timeline import Timeline
from desktop.cases.timeline_events import Loaded, events, read
from desktop.tasks import Tasks
from desktop.theme import ThemeHolder
from desktop.whole_text import WholeText
from models import cases, messages
from models.cases import Case
from models.problems import NotThere, Problem

PAGE = 20
MOST_LOADED = 120
"""More messages than this are not kept in widgets: the earliest page makes room."""


class CaseView(QWidget):
    """Shows one case at a time; answers about another one are dropped."""

    announced = Signal(str)
    changed = Signal(object)
    """The case as it was read again; after a merge it is the one that lives on."""
    gone = Signal()

    def __init__(
        self,
        *,
        tasks: Tasks,
        theme: ThemeHolder,
        ask: Ask,
        opener: Opener,
        by: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks, self._theme, self._ask, self._by = tasks, theme, ask, by
        self._case: Case | None = None
        self._loaded: Loaded | None = None
        self._generation = 0
        self._reading = self._again = False
        self._next: Callable[[], None] | None = None
        self.header = CaseHeader(theme=theme)
        self.timeline = Timeline(theme=theme, opener=opener)
        self.header.state_wanted.connect(self.close_or_reopen)
        self.header.number_wanted.connect(self.copy_number)
        self.header.text_wanted.connect(self.copy_as_text)
        self.timeline.whole_wanted.connect(self._on_whole)
        self.timeline.later_wanted.connect(self._on_later)
        self.timeline.beginning_wanted.connect(self._on_beginning)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self.timeline, 1)

    def case(self) -> Case | None:
        """The case that is shown."""
        return self._case

    def show_case(self, case: Case | None) -> None:
        """Show a case at once as far as it is known, and load its timeline; None shows nothing."""
        self._generation += 1
        self._reading, self._again, self._next = False, False, None
        self._case, self._loaded = case, None
        self.timeline.clear()
        self.header.set_busy(False)
        if case is not None:
            self.header.show_case(case)
            self._read(after=0, count=PAGE)

    def refresh(self) -> None:
        """Read again what is shown; messages that came since are added at the end if the end is shown."""
        loaded = self._loaded
        if loaded is None:
            return
        more = PAGE if loaded.complete else 0
        self._read(after=loaded.after, count=max(len(loaded.messages) + more, PAGE), known=loaded.case)

    def close_or_reopen(self) -> None:
        """Change the state of the case; it is announced when it is on disk."""
        case, by = self._case, self._by
        if case is None:
            return
        change = cases.close if case.state == "open" else cases.reopen
        self.header.set_busy(True)
        self._tasks.run(lambda: change(case.id, by), self._on_changed_state, owner=self, problem=self._on_not_changed)

    def copy_number(self) -> None:
        """Put "#48" on the clipboard."""
        if self._case is not None:
            self._copy(f"#{self._case.number}", f"#{self._case.number} copied")

    def copy_as_text(self) -> None:
        """Put the whole case on the clipboard as text."""
        case = self._case
        if case is not None:
            copied = f"Case #{case.number} copied"
            self._tasks.run(lambda: case_as_text(case.id), lambda text: self._copy(text, copied), owner=self)

    def _copy(self, text: str, said: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.announced.emit(said)

    def _read(self, *, after: int, count: int, known: Case | None = None) -> None:
        case, generation = self._case, self._generation
        if case is None:
            return
        if self._reading:
            # A page that was asked for is not lost to a refresh that is under way.
            self._next = self._next if known else partial(self._read, after=after, count=count)
            self._again = True
            return
        self._reading = True
        self._tasks.run(
            lambda: read(case.id, after=after, limit=count, known=known),
            lambda loaded: self._on_read(loaded, generation),
            owner=self,
            problem=lambda problem: self._on_unreadable(problem, generation),
        )

    def _on_read(self, loaded: Loaded | None, generation: int) -> None:
        if generation != self._generation:
            return
        self._reading = False
        if loaded is not None:
            self._case, self._loaded = loaded.case, loaded
            self._show(loaded)
            self.changed.emit(loaded.case)
        elif self._case is not None:
            self.header.show_case(self._case)
        again, self._again, self._next = self._next or (self.refresh if self._again else None), False, None
        if again is not None:
            again()

    def _show(self, loaded: Loaded) -> None:
        self.header.show_case(loaded.case)
        later = 0 if loaded.complete else max(1, loaded.case.messages - len(loaded.messages))
        self.timeline.show_events(events(loaded), earlier=loaded.after > 0, later=later)

    def _on_later(self) -> None:
        loaded = self._loaded
        if loaded is None or loaded.complete or not loaded.messages:
            return
        drop = max(0, len(loaded.messages) + PAGE - MOST_LOADED)
        after = loaded.messages[drop - 1].id if drop else loaded.after
        self._read(after=after, count=len(loaded.messages) - drop + PAGE)

    def _on_beginning(self) -> None:
        self._generation += 1
        self._reading, self._again, self._next = False, False, None
        self.timeline.verticalScrollBar().setValue(0)
        self._read(after=0, count=PAGE)

    def _on_unreadable(self, problem: Problem, generation: int) -> None:
        if generation != self._generation:
            return
        self._reading, self._again, self._next = False, False, None
        if isinstance(problem, NotThere):
            self.gone.emit()
        else:
            self._tasks.troubled.emit(problem)

    def _on_changed_state(self, case: Case) -> None:
        self.header.set_busy(False)
        self.announced.emit(f"Case #{case.number} {'closed' if case.state == 'closed' else 'reopened'}")
        if self._case is not None and self._case.id == case.id:
            self._case = case
            self.header.show_case(case)
            self.changed.emit(case)
            self.refresh()

    def _on_not_changed(self, problem: Problem) -> None:
        self.header.set_busy(False)
        self._ask.problem(self, problem)

    def _on_whole(self, message_id: int) -> None:
        self._tasks.run(lambda: messages.text(message_id), self._show_whole, owner=self)

    def _show_whole(self, text: str) -> None:
        title = f"Case #{self._case.number}" if self._case else "Message"
        WholeText(title, text, theme=self._theme, parent=self).open()
