"""File > Export cases: what the list shows, all of it, into a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.data.long_task import LongTask
from desktop.data.tasks import Tasks
from desktop.dialogs.asking import Ask
from desktop.dialogs.progress import Progress
from desktop.words.language import Sentence, tr
from models.cases.case_filter import Filter, Order
from models.exports import export, listing
from models.exports.export import WRITERS

KINDS = Sentence("Excel (*.xlsx);;CSV (*.csv);;JSON (*.json)")


class ExportCases(QObject):
    """One export at a time; a file that was there stays as it was until all is written."""

    announced = Signal(str)
    """A line for the status bar: what became of the export."""

    def __init__(self, *, tasks: Tasks, ask: Ask, window: QWidget) -> None:
        super().__init__(window)
        self._ask, self._window = ask, window
        self.task = LongTask(tasks=tasks, ask=ask, window=window)

    def start(self, filter_: Filter, order: Order) -> None:
        """Ask where to, then write in the background."""
        if self.task.is_busy():
            return
        path = self._place()
        if path is not None:
            self.task.run(
                lambda progressed: export.write(path, listing.of_cases(filter_, order), progressed),
                progress_of(path.name, self._window),
                lambda written: self._on_written(path, written),
            )

    def _place(self) -> Path | None:
        path = self._ask.save_file(self._window, tr("Export cases"), "cases.xlsx", tr(KINDS))
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

    def _on_written(self, path: Path, written: int | None) -> None:
        if written is None:
            self.announced.emit(tr("The export was stopped; no file was written"))
        else:
            self.announced.emit(tr("Exported {count} cases to {path}", written, path=path))


def progress_of(name: str, window: QWidget) -> Progress:
    """The window that shows how far an export into a file of this name is."""
    return Progress(
        tr("Export cases"),
        tr("Writing {name}", name=name),
        looking=tr("Looking for the cases…"),
        done=Sentence("{done} of {count} cases"),
        stop=tr("Cancel"),
        parent=window,
    )
