"""Deletes what removed channels held, in the background, with progress and a way to stop."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, Signal

from desktop.data.tasks import Tasks
from models.channels import purging
from models.problems import Problem


class Removal(QObject):
    """One run at a time. What is left when it is stopped goes at the next start or the next delete."""

    progressed = Signal(int)
    """Rows deleted so far."""
    finished = Signal()

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._stopping = threading.Event()
        self._busy = False
        self._again = False

    def start(self) -> None:
        """Delete whatever removed channels still hold."""
        if self._busy:
            self._again = True
            return
        self._busy = True
        self._stopping.clear()
        self._tasks.run(
            lambda: purging.purge_removed(self._on_progress),
            lambda _: self._on_finished(),
            owner=self,
            problem=self._on_problem,
        )

    def cancel(self) -> None:
        """Stop after the batch that is under way."""
        self._again = False
        self._stopping.set()

    def _on_progress(self, rows: int) -> bool:
        self.progressed.emit(rows)
        return not self._stopping.is_set()

    def _on_problem(self, problem: Problem) -> None:
        self._again = False
        self._on_finished()
        self._tasks.troubled.emit(problem)

    def _on_finished(self) -> None:
        self._busy = False
        self.finished.emit()
        if self._again:
            self._again = False
            self.start()
