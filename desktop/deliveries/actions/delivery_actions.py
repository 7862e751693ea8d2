"""What can be done with deliveries: replay them, copy and save what they brought, compare two."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from desktop.data.tasks import Tasks
from desktop.deliveries.actions import comparison, delivery_copies, replay_all, replay_words
from desktop.deliveries.actions.compare import CompareDialog
from desktop.deliveries.actions.comparison import Comparison
from desktop.deliveries.actions.edit_replay import Draft, EditReplay, draft
from desktop.deliveries.actions.replay_all import Rejected, ReplayAllDialog
from desktop.deliveries.actions.replay_runner import ReplayRunner
from desktop.dialogs.asking import Ask
from desktop.formats import wanted
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import Sentence, tr
from models.deliveries.deliveries import Delivery, Shown
from models.problems import Problem
from receiver.intake import replay as replaying
from receiver.intake.replay import Replayed

LANGUAGES = ("curl", "PowerShell", "Python", "JavaScript")
KINDS = Sentence("JSON (*.json);;All files (*)")

Result = TypeVar("Result")


class DeliveryActions(QObject):
    """Acts on the deliveries that are selected."""

    replayed = Signal(int)
    """The id of the delivery that a replay became."""
    format_wanted = Signal(object)
    """A WantedFormat that shall be edited."""
    announced = Signal(str)
    """A line for the status bar: what was done."""

    def __init__(
        self, *, tasks: Tasks, theme: ThemeHolder, ask: Ask, base_url: Callable[[], str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._tasks, self._theme, self._ask, self._base_url, self._window = tasks, theme, ask, base_url, parent
        self.selected: Sequence[Delivery] = ()
        self.runner = ReplayRunner(tasks=tasks, ask=ask, window=parent)
        self.runner.announced.connect(self.announced)

    def show(self, selected: Sequence[Delivery], shown: Shown | None) -> None:
        """Act on these from now on; `shown` is the one that is open, as it was read."""
        self.selected = (shown.delivery,) if shown is not None and len(selected) == 1 else tuple(selected)

    def one(self) -> Delivery | None:
        """The one that is selected, if it is the only one."""
        return self.selected[0] if len(self.selected) == 1 else None

    def cancel(self) -> None:
        """Replay no more: the program ends."""
        self.runner.task.cancel()

    def replay(self) -> None:
        """Send the delivery again as it was; several are sent after a question."""
        one, ids = self.one(), [delivery.id for delivery in self.selected]
        if one is not None:
            self._run(lambda: replaying.replay(one.id), partial(self._on_replayed, one.id))
        elif ids and self._may_replay(len(ids)):
            # In the order in which they came, whatever the order on the screen.
            self.runner.run(lambda progressed: replaying.replay_each(sorted(ids), progressed=progressed))

    def _may_replay(self, many: int) -> bool:
        text = tr("Each is sent again as it was. What was reported already changes nothing.")
        return self._ask.confirm(self._window, tr("Replay {count} deliveries?", many), text, tr("Replay"))

    def _on_replayed(self, ident: int, done: Replayed) -> None:
        self.announced.emit(replay_words.replayed(ident, done))
        self.replayed.emit(done.delivery)

    def edit_and_replay(self) -> None:
        """Open the delivery in the editor."""
        if (one := self.one()) is not None:
            self._run(lambda: draft(one.id), self._edit)

    def _edit(self, read: Draft) -> None:
        dialog = EditReplay(read, tasks=self._tasks, theme=self._theme, ask=self._ask, parent=self._window)
        dialog.replayed.connect(self.replayed)
        self._show(dialog)

    def replay_all(self) -> None:
        """Ask of which causes, and replay all that the web hook rejected."""
        if (one := self.one()) is not None:
            self._run(lambda: replay_all.read(one), self._ask_which)

    def _ask_which(self, rejected: Rejected) -> None:
        if not rejected.counts:
            self.announced.emit(tr("Nothing that “{purpose}” rejected waits to be mended", purpose=rejected.purpose))
            return
        dialog = ReplayAllDialog(rejected, self._window)
        dialog.accepted.connect(lambda: self._replay_all(rejected, dialog.codes()))
        self._show(dialog)

    def _replay_all(self, rejected: Rejected, codes: Sequence[str]) -> None:
        hook_id, newest = rejected.hook_id, rejected.newest
        self.runner.run(
            lambda progressed: replaying.replay_all(hook_id, newest=newest, codes=codes, progressed=progressed)
        )

    def edit_format(self) -> None:
        """Edit the format that read the delivery, or make one."""
        if (one := self.one()) is not None:
            self._run(lambda: wanted.of_delivery(one), self.format_wanted.emit)

    def copy_as(self, language: str, _: bool = False) -> None:
        """Copy a program that posts the same."""
        if (one := self.one()) is not None:
            base_url = self._base_url()
            copy = partial(self._copy, tr("Copied it as {language}", language=language))
            self._run(lambda: delivery_copies.program(one.id, language, base_url), copy)

    def copy_body(self) -> None:
        """Put the body on the clipboard."""
        if (one := self.one()) is not None:
            copy = partial(self._copy, tr("Copied the body"))
            self._run(lambda: delivery_copies.body(one.id).decode("utf-8", "replace"), copy)

    def _copy(self, sentence: str, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.announced.emit(sentence)

    def save_body(self) -> None:
        """Ask where to, and write the body there, as it came."""
        one = self.one()
        if one is None:
            return
        path = self._ask.save_file(self._window, tr("Save body"), f"delivery-{one.id}.json", tr(KINDS))
        if path is not None:
            self._run(lambda: _save(one.id, path), partial(self._on_saved, path))

    def _on_saved(self, path: Path, size: int) -> None:
        self.announced.emit(tr("Saved {count} bytes to {path}", size, path=path))

    def compare(self) -> None:
        """Open two deliveries side by side: those that are selected, or one and what it repeats."""
        ids = [delivery.id for delivery in self.selected]
        if (one := self.one()) is not None and one.replay_of is not None:
            ids.append(one.replay_of)
        if len(ids) == 2:
            self._run(lambda: comparison.read(*ids), self._compare)

    def _compare(self, found: Comparison) -> None:
        self._show(CompareDialog(found, theme=self._theme, parent=self._window))

    def _show(self, dialog: QDialog) -> None:
        """Open a dialog beside the window, which goes on meanwhile."""
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()

    def _run(self, work: Callable[[], Result], done: Callable[[Result], None]) -> None:
        self._tasks.run(work, done, owner=self, problem=self._on_problem)

    def _on_problem(self, problem: Problem) -> None:
        self._ask.problem(self._window, problem)


def _save(delivery_id: int, path: Path) -> int:
    """Write a body into a file, as it came. Raises Problem."""
    body = delivery_copies.body(delivery_id)
    try:
        path.write_bytes(body)
    except OSError as error:
        raise Problem(
            "{path} cannot be written: {why}.", "Choose another place.", path=path, why=error.strerror
        ) from error
    return len(body)
