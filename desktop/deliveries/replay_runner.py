"""Replays deliveries in the background, with their progress where it takes long, and a way to stop."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.asking import Ask
from desktop.deliveries.replay_all import ReplayProgress
from desktop.deliveries.replay_words import tallied
from desktop.tasks import Tasks
from models.problems import Problem
from receiver.replay import Progressed, Tally

# A few are done before anybody could read how far it is.
PATIENCE_MS = 500


class ReplayRunner(QObject):
    """One run at a time; the rest of the window goes on meanwhile."""

    announced = Signal(str)
    """A line for the status bar: what became of the run."""
    _progressed = Signal(int, int)

    def __init__(self, *, tasks: Tasks, ask: Ask, window: QWidget) -> None:
        super().__init__(window)
        self._tasks, self._ask, self._window = tasks, ask, window
        self._stopping = threading.Event()
        self.progress: ReplayProgress | None = None
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._show_progress)
        self._progressed.connect(self._on_progressed)

    def run(self, work: Callable[[Progressed], Tally]) -> None:
        """Replay; one that is under way is shown instead of beginning another."""
        if self.progress is not None:
            self._show_progress()
            return
        self._stopping.clear()
        self.progress = ReplayProgress(self._window)
        self.progress.rejected.connect(self._stopping.set)
        self._patience.start()
        self._tasks.run(lambda: work(self._report), self._on_done, owner=self, problem=self._on_problem)

    def cancel(self) -> None:
        """Stop after the one that is being replayed; what was replayed stays so."""
        self._stopping.set()

    def _report(self, done: int, total: int) -> bool:
        """Called in the task."""
        self._progressed.emit(done, total)
        return not self._stopping.is_set()

    def _show_progress(self) -> None:
        if self.progress is not None:
            self.progress.show()

    def _on_progressed(self, done: int, total: int) -> None:
        if self.progress is not None:
            self.progress.show_progress(done, total)

    def _on_done(self, tally: Tally) -> None:
        stopped = ", then stopped" if self._stopping.is_set() else ""
        self._end()
        self.announced.emit(tallied(tally) + stopped)

    def _on_problem(self, problem: Problem) -> None:
        self._end()
        self._ask.problem(self._window, problem)

    def _end(self) -> None:
        self._patience.stop()
        if self.progress is not None:
            self.progress.hide()
            self.progress.deleteLater()
            self.progress = None
