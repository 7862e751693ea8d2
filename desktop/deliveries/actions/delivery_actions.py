"""What can be done with deliveries: replay them, copy and save what they brought, compare two."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from desktop.data.tasks import Tasks
from desktop.deliveries.actions import comparison, delivery_copies, replay_all, replay_words
from desktop.deliveries.actions.compare import CompareDialog
from desktop.deliveries.actions.comparison import Comparison
from desktop.deliveries.actions.edit_replay import Draft, EditReplay, draft
from desktop.deliveries.actions.replay_all import Rejected, ReplayAllDialog
from desktop.deliveries.actions.replay_runner import ReplayRunner
from desktop.dialogs.asking import Ask
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import Sentence, tr
from models.deliveries.deliveries import REJECTED, Delivery, Shown
from models.problems import Problem
from receiver.intake import replay as replaying
from receiver.intake.replay import Replayed

LANGUAGES = ("curl", "PowerShell", "Python", "JavaScript")
KINDS = Sentence("JSON (*.json);;All files (*)")

Result = TypeVar("Result")


class DeliveryActions(QObject):
    """Actions on the deliveries that are selected; the page shows them as buttons and in its menus."""

    replayed = Signal(int)
    """The id of the delivery that a replay became."""
    announced = Signal(str)
    """A line for the status bar: what was done."""

    def __init__(
        self, *, tasks: Tasks, theme: ThemeHolder, ask: Ask, base_url: Callable[[], str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._tasks, self._theme, self._ask, self._base_url, self._window = tasks, theme, ask, base_url, parent
        self._selected: Sequence[Delivery] = ()
        self.replay = self._add(tr("Replay"), "R", "rotate-right", self._on_replay)
        self.edit_and_replay = self._add(tr("Edit and replay…"), "E", "pen", self._on_edit)
        self.replay_all = self._add(tr("Replay all rejected of this web hook…"), "", "forward", self._on_replay_all)
        self.copy_body = self._add(tr("Copy body"), "Ctrl+Shift+C", "copy", self._on_copy_body)
        self.save_body = self._add(tr("Save body…"), "Ctrl+S", "download", self._on_save_body)
        self.compare = self._add(tr("Compare"), "D", "code-compare", self._on_compare)
        self.copy_as = QMenu(tr("Copy as"), parent)
        self.copy_as.setIcon(theme.icon("code"))
        for language in LANGUAGES:
            self.copy_as.addAction(language).triggered.connect(partial(self._on_copy_as, language))
        self.runner = ReplayRunner(tasks=tasks, ask=ask, window=parent)
        self.runner.announced.connect(self.announced)
        self.show((), None)

    def show(self, selected: Sequence[Delivery], shown: Shown | None) -> None:
        """Act on these from now on; `shown` is the one that is open, as it was read."""
        self._selected = (shown.delivery,) if shown is not None and len(selected) == 1 else tuple(selected)
        many, one = len(self._selected), self._one()
        self.replay.setText(tr("Replay") if many < 2 else tr("Replay {count} deliveries", many))
        self.replay.setEnabled(many > 0 and all(delivery.whole for delivery in self._selected))
        self.edit_and_replay.setEnabled(one is not None)
        self.replay_all.setEnabled(one is not None and one.outcome == REJECTED)
        for action in (self.copy_body, self.save_body):
            action.setEnabled(one is not None and one.size > 0)
        self.copy_as.menuAction().setEnabled(one is not None and one.whole)
        repeats = one is not None and one.replay_of is not None
        self.compare.setText(tr("Compare with what it repeats") if repeats else tr("Compare two deliveries"))
        self.compare.setEnabled(many == 2 or repeats)

    def menu(self, parent: QWidget) -> QMenu:
        """A context menu with all of them."""
        menu = QMenu(parent)
        menu.addActions([self.replay, self.edit_and_replay, self.replay_all])
        menu.addSeparator()
        menu.addMenu(self.copy_as)
        menu.addActions([self.copy_body, self.save_body])
        menu.addSeparator()
        menu.addAction(self.compare)
        return menu

    def cancel(self) -> None:
        """The program ends: replay no more of what is being replayed."""
        self.runner.task.cancel()

    def _on_replay(self) -> None:
        one, ids = self._one(), [delivery.id for delivery in self._selected]
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

    def _on_edit(self) -> None:
        if (one := self._one()) is not None:
            self._run(lambda: draft(one.id), self._edit)

    def _edit(self, read: Draft) -> None:
        dialog = EditReplay(read, tasks=self._tasks, theme=self._theme, ask=self._ask, parent=self._window)
        dialog.replayed.connect(self.replayed)
        self._show(dialog)

    def _on_replay_all(self) -> None:
        if (one := self._one()) is not None:
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

    def _on_copy_as(self, language: str) -> None:
        if (one := self._one()) is not None:
            base_url = self._base_url()
            copy = partial(self._copy, tr("Copied it as {language}", language=language))
            self._run(lambda: delivery_copies.program(one.id, language, base_url), copy)

    def _on_copy_body(self) -> None:
        if (one := self._one()) is not None:
            copy = partial(self._copy, tr("Copied the body"))
            self._run(lambda: delivery_copies.body(one.id).decode("utf-8", "replace"), copy)

    def _copy(self, sentence: str, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.announced.emit(sentence)

    def _on_save_body(self) -> None:
        one = self._one()
        if one is None:
            return
        path = self._ask.save_file(self._window, tr("Save body"), f"delivery-{one.id}.json", tr(KINDS))
        if path is not None:
            self._run(lambda: _save(one.id, path), partial(self._on_saved, path))

    def _on_saved(self, path: Path, size: int) -> None:
        self.announced.emit(tr("Saved {count} bytes to {path}", size, path=path))

    def _on_compare(self) -> None:
        ids = [delivery.id for delivery in self._selected]
        if (one := self._one()) is not None and one.replay_of is not None:
            ids.append(one.replay_of)
        if len(ids) == 2:
            self._run(lambda: comparison.read(*ids), self._compare)

    def _compare(self, found: Comparison) -> None:
        self._show(CompareDialog(found, theme=self._theme, parent=self._window))

    def _one(self) -> Delivery | None:
        return self._selected[0] if len(self._selected) == 1 else None

    def _show(self, dialog: QDialog) -> None:
        """Open a dialog beside the window, which goes on meanwhile."""
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()

    def _run(self, work: Callable[[], Result], done: Callable[[Result], None]) -> None:
        self._tasks.run(work, done, owner=self, problem=self._on_problem)

    def _on_problem(self, problem: Problem) -> None:
        self._ask.problem(self._window, problem)

    def _add(self, text: str, keys: str, icon: str, triggered: Callable[[], None]) -> QAction:
        action = QAction(self._theme.icon(icon), text, self._window)
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda: triggered())
        self._window.addAction(action)
        return action


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
