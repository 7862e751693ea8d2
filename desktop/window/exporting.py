"""File > Export: what a list shows, all of it, into a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.data.long_task import LongTask
from desktop.data.tasks import Tasks
from desktop.dialogs.asking import Ask
from desktop.dialogs.progress import Progress
from desktop.window.exported import Exported, ExportWords
from desktop.words.language import tr
from models.exports import export
from models.exports.export import WRITERS
from models.problems import Problem


class Exporting(QObject):
    """One export at a time; a file that was there stays as it was until all is written."""

    announced = Signal(str)
    """A line for the status bar: what became of the export."""

    def __init__(self, *, tasks: Tasks, ask: Ask, window: QWidget) -> None:
        super().__init__(window)
        self._tasks, self._ask, self._window = tasks, ask, window
        self._counting = False
        self.task = LongTask(tasks=tasks, ask=ask, window=window)

    def start(self, exported: Exported) -> None:
        """Count what will be in the file, ask where to, then write in the background."""
        if self._counting or self.task.is_busy():
            return
        self._counting = True
        self._tasks.run(
            exported.listing.count,
            lambda count: self._on_counted(exported, count),
            owner=self,
            problem=self._on_problem,
        )

    def _on_counted(self, exported: Exported, count: int) -> None:
        path = self._place(exported.holds(count), exported.words)
        self._counting = False
        if path is not None:
            self.task.run(
                lambda progressed: export.write(path, exported.listing, progressed),
                progress_of(exported.words, path.name, self._window),
                lambda written: self._on_written(exported.words, path, written),
            )

    def _on_problem(self, problem: Problem) -> None:
        self._counting = False
        self._ask.problem(self._window, problem)

    def _place(self, title: str, words: ExportWords) -> Path | None:
        path = self._ask.save_file(self._window, title, words.name, tr(words.kinds))
        if path is None or path.suffix.lower() in WRITERS:
            return path
        # The file dialog has not asked about this name.
        path = path.with_name(path.name + ".xlsx")
        text = tr("{name} is there already and would be replaced.", name=path.name)
        if path.exists() and not self._ask.confirm(
            self._window, tr("Replace the file?"), text, tr("Replace"), danger=True
        ):
            return None
        return path

    def _on_written(self, words: ExportWords, path: Path, written: int | None) -> None:
        if written is None:
            self.announced.emit(tr("The export was stopped; no file was written"))
        else:
            self.announced.emit(tr(words.written, written, path=path))


def progress_of(words: ExportWords, name: str, window: QWidget) -> Progress:
    """The window that shows how far an export into a file of this name is."""
    return Progress(
        tr(words.title),
        tr("Writing {name}", name=name),
        looking=tr(words.looking),
        done=words.done,
        stop=tr("Cancel"),
        parent=window,
    )
