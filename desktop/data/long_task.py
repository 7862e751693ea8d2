"""A long task in the background: its progress is shown where it takes long, and there is a way to stop it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.data.tasks import Tasks
from desktop.dialogs.asking import Ask
from desktop.dialogs.progress import Progress
from models.problems import Problem

Result = TypeVar("Result")
Progressed = Callable[[int, int], bool]
# A short one is done before anybody could read how far it is.
PATIENCE_MS = 500


class LongTask(QObject):
    """One at a time; the rest of the window goes on meanwhile."""

    _progressed = Signal(int, int)

    def __init__(self, *, tasks: Tasks, ask: Ask, window: QWidget) -> None:
        super().__init__(window)
        self._tasks, self._ask, self._window = tasks, ask, window
        self._stopping = threading.Event()
        self.progress: Progress | None = None
        self._patience = QTimer(self, singleShot=True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._show)
        self._progressed.connect(self._on_progressed)

    def is_busy(self) -> bool:
        """Whether a task is under way; if so, show how far it is."""
        self._show()
        return self.progress is not None

    def was_stopped(self) -> bool:
        """Whether somebody wished the last task to stop."""
        return self._stopping.is_set()

    def run(self, work: Callable[[Progressed], Result], progress: Progress, done: Callable[[Result], object]) -> None:
        """Call `work` in the background, unless a task is under way; `done` gets the result, a Problem is shown.

        `work` calls its argument with how far it is and of how much, and hears whether it shall go on.
        """
        stopping = self._stopping = threading.Event()
        self.progress = progress
        progress.rejected.connect(stopping.set)
        self._patience.start()

        def progressed(count: int, total: int) -> bool:
            self._progressed.emit(count, total)
            return not stopping.is_set()

        def on_done(result: Result) -> None:
            self._end()
            done(result)

        self._tasks.run(lambda: work(progressed), on_done, owner=self, problem=self._on_problem)

    def cancel(self) -> None:
        """Have the task that is under way stop."""
        self._stopping.set()

    def _show(self) -> None:
        if self.progress is not None:
            self.progress.show()

    def _on_progressed(self, done: int, total: int) -> None:
        if self.progress is not None:
            self.progress.show_progress(done, total)

    def _on_problem(self, problem: Problem) -> None:
        self._end()
        self._ask.problem(self._window, problem)

    def _end(self) -> None:
        self._patience.stop()
        if self.progress is not None:
            self.progress.hide()
            self.progress.deleteLater()
            self.progress = None
