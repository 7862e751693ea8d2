"""File > Export cases: what the list shows, all of it, into a file."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.asking import Ask
from desktop.cases.export_progress import ExportProgress
from desktop.tasks import Tasks
from models import export
from models.case_filter import Filter, Order
from models.problems import Problem
from models.sheets import WRITERS

KINDS = "Excel (*.xlsx);;CSV (*.csv);;JSON (*.json)"
# A small export is done before anybody could read how far it is.
PATIENCE_MS = 500


class ExportCases(QObject):
    """One export at a time; the rest of the window goes on meanwhile."""

    announced = Signal(str)
    """A line for the status bar: what became of the export."""
    _progressed = Signal(int, int)

    def __init__(self, *, tasks: Tasks, ask: Ask, window: QWidget) -> None:
        super().__init__(window)
        self._tasks, self._ask, self._window = tasks, ask, window
        self._stopping = threading.Event()
        self.progress: ExportProgress | None = None
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._show_progress)
        self._progressed.connect(self._on_progressed)

    def start(self, filter_: Filter, order: Order) -> None:
        """Asks where to, then writes in the background."""
        if self.progress is not None:
            self._show_progress()
            return
        path = self._place()
        if path is None:
            return
        stopping = self._stopping = threading.Event()
        self.progress = ExportProgress(path.name, self._window)
        self.progress.rejected.connect(stopping.set)
        self._patience.start()

        def progressed(done: int, total: int) -> bool:
            self._progressed.emit(done, total)
            return not stopping.is_set()

        self._tasks.run(
            lambda: export.write(path, filter_, order, progressed),
            lambda written: self._on_written(path, written),
            owner=self,
            problem=self._on_problem,
        )

    def cancel(self) -> None:
        """Stops an export that is under way; the file is as it was before."""
        self._stopping.set()

    def _place(self) -> Path | None:
        path = self._ask.save_file(self._window, "Export cases", "cases.xlsx", KINDS)
        if path is None or path.suffix.lower() in WRITERS:
            return path
        # The file dialog has not asked about this name.
        path = path.with_name(path.name + ".xlsx")
        text = f"{path.name} is there already and would be replaced."
        if path.exists() and not self._ask.confirm(self._window, "Replace the file?", text, "Replace", danger=True):
            return None
        return path

    def _show_progress(self) -> None:
        if self.progress is not None:
            self.progress.show()

    def _on_progressed(self, done: int, total: int) -> None:
        if self.progress is not None:
            self.progress.show_progress(done, total)

    def _on_written(self, path: Path, written: int | None) -> None:
        self._end()
        if written is None:
            self.announced.emit("The export was stopped; no file was written")
        else:
            self.announced.emit(f"Exported {written:,} {'case' if written == 1 else 'cases'} to {path}")

    def _on_problem(self, problem: Problem) -> None:
        self._end()
        self._ask.problem(self._window, problem)

    def _end(self) -> None:
        self._patience.stop()
        if self.progress is not None:
            self.progress.hide()
            self.progress.deleteLater()
            self.progress = None
