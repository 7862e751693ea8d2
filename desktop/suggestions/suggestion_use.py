"""Uses a suggestion: the web hook reads by the preset, and what it refused is read again if that is wanted."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.data.long_task import LongTask, Progressed
from desktop.data.tasks import Tasks
from desktop.dialogs.asking import Ask
from desktop.dialogs.progress import Progress
from desktop.suggestions.suggested import Suggested
from desktop.words.language import Sentence, tr
from models.channels import hooks
from models.channels.hooks import Hook
from models.deliveries import deliveries
from models.problems import Problem
from receiver.formats.presets import presets
from receiver.intake.reading_again import Again, preview_again, read_again


class SuggestionUse(QObject):
    """One at a time."""

    used = Signal()
    """A web hook reads otherwise now, or deliveries were read again."""
    announced = Signal(str)
    """A line for the status bar: what was done."""

    def __init__(self, *, tasks: Tasks, ask: Ask, window: QWidget) -> None:
        super().__init__(window)
        self._tasks, self._ask, self._window = tasks, ask, window
        self.task = LongTask(tasks=tasks, ask=ask, window=window)

    def use(self, suggested: Suggested) -> None:
        """Let the web hook read by the preset."""
        self._tasks.run(
            partial(_save, suggested), partial(self._on_saved, suggested.preset), owner=self, problem=self._on_problem
        )

    def _on_saved(self, preset: str, hook: Hook) -> None:
        line = tr("“{hook}” reads by the format of {format} now", hook=hook.purpose, format=presets()[preset].name)
        self.announced.emit(line)
        self.used.emit()
        self.offer(hook)

    def offer(self, hook: Hook) -> None:
        """Offer to read again what a web hook reads better by the format that it has now, if there is any."""
        self._tasks.run(partial(_preview, hook), partial(self._on_seen, hook), owner=self, problem=self._on_problem)

    def _on_seen(self, hook: Hook, found: tuple[int, Again]) -> None:
        newest, again = found
        if again.read and self._may_read(again.read):
            self._read_again(hook, newest)

    def _may_read(self, count: int) -> bool:
        title = tr("Read {count} deliveries again?", count)
        text = tr("They were refused, or read without a format, and would be read by it now.")
        return self._ask.confirm(self._window, title, text, tr("Read again"))

    def _read_again(self, hook: Hook, newest: int) -> None:
        if self.task.is_busy():
            return

        def work(progressed: Progressed) -> Again:
            return read_again(hook.id, newest=newest, progressed=progressed)

        progress = Progress(
            tr("Read again"),
            tr("Reading deliveries again"),
            looking=tr("Looking for the deliveries…"),
            done=Sentence("{done} of {count} deliveries"),
            stop=tr("Stop"),
            parent=self._window,
        )
        self.task.run(work, progress, self._on_read)

    def _on_read(self, again: Again) -> None:
        self.announced.emit(tr("{count} deliveries were read again", again.read))
        self.used.emit()

    def _on_problem(self, problem: Problem) -> None:
        self._ask.problem(self._window, problem)


def _save(suggested: Suggested) -> Hook:
    before = suggested.hook.edit()
    return hooks.save(before, replace(before, rules=replace(before.rules, reads=suggested.preset)))


def _preview(hook: Hook) -> tuple[int, Again]:
    newest = deliveries.newest_id(hook.channel_id)
    return newest, preview_again(hook.id, newest=newest, progressed=lambda _done, _total: True)
