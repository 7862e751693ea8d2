"""Replays deliveries in the background, with their progress where it takes long, and a way to stop."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.data.long_task import LongTask, Progressed
from desktop.data.tasks import Tasks
from desktop.deliveries.actions.replay_words import tallied
from desktop.dialogs.asking import Ask
from desktop.dialogs.progress import Progress
from desktop.words.language import Sentence, tr
from receiver.intake.replay import Tally


class ReplayRunner(QObject):
    """One run at a time. It stops after the one that is being replayed; what was replayed stays so."""

    announced = Signal(str)
    """A line for the status bar: what became of the run."""

    def __init__(self, *, tasks: Tasks, ask: Ask, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.task = LongTask(tasks=tasks, ask=ask, window=window)

    def run(self, work: Callable[[Progressed], Tally]) -> None:
        """Replay, or show the run that is under way."""
        if not self.task.is_busy():
            progress = Progress(
                tr("Replay"),
                tr("Replaying deliveries"),
                looking=tr("Looking for the deliveries…"),
                done=Sentence("{done} of {count} deliveries"),
                stop=tr("Stop"),
                parent=self._window,
            )
            self.task.run(work, progress, self._on_done)

    def _on_done(self, tally: Tally) -> None:
        self.announced.emit(tallied(tally, stopped=self.task.was_stopped()))
