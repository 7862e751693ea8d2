"""What takes long with a database: a backup, a check, a look into a backup; one at a time, whoever watches."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.data.tasks import Tasks
from desktop.restoring.contents_words import contents_words
from desktop.words import clock, measures, problem_words
from desktop.words.language import Sentence, tr
from models.database.backup_files import Stop, Stopped
from models.files.store import Store, store_of
from models.problems import Problem
from models.settings.config import Config
from models.upkeep import backup_plan, checking, file_backups, file_checking, restoring

BACKING_UP = Sentence("Checking the database, then copying it. Everybody works on meanwhile.")
CHECKING = Sentence("Looking through the whole file for damage. Everybody works on meanwhile.")
LOOKING = Sentence("Looking into the backup…")
SOUND = Sentence("The database is sound.")
STOPPED = Sentence("Stopped. Nothing was changed.")


class DatabaseWork(QObject):
    """Goes on while the settings are closed; `words` say how it is, in the style of `role`."""

    changed = Signal()

    def __init__(self, *, tasks: Tasks, config: Config, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._config = tasks, config
        self._stopping = threading.Event()
        self.busy = False
        self.words, self.role = "", "muted"

    def back_up(self) -> None:
        """Check the database and make a backup of it."""
        self._begin(tr(BACKING_UP), lambda stop: _back_up(store_of(self._config), stop))

    def check(self) -> None:
        """Look for damage."""
        self._begin(tr(CHECKING), lambda stop: _check(store_of(self._config), stop))

    def look_into(self, backup: Path) -> None:
        """Say what a backup holds."""
        self._begin(tr(LOOKING), lambda _: contents_words(restoring.look_into(backup)))

    def cancel(self) -> None:
        """Have what is under way stop."""
        self._stopping.set()

    def _begin(self, words: str, work: Callable[[Stop], str]) -> None:
        if self.busy:
            return
        self._stopping = stopping = threading.Event()
        self.busy = True
        self._say(words)

        def run() -> str:
            try:
                return work(stopping.is_set)
            except Stopped:
                return tr(STOPPED)

        self._tasks.run(run, self._on_done, owner=self, problem=self._on_problem)

    def _on_done(self, words: str) -> None:
        self.busy = False
        self._say(words, "ok")

    def _on_problem(self, problem: Problem) -> None:
        self.busy = False
        self._say(problem_words.whole(problem), "danger")

    def _say(self, words: str, role: str = "muted") -> None:
        self.words, self.role = words, role
        self.changed.emit()


def _back_up(store: Store, stop: Stop) -> str:
    now = clock.now()
    checking.run(now, stop)
    made = file_backups.run(now, store, stop, kept=backup_plan.plan().kept)
    return tr("Backed up into {path}, {size}.", path=made.path, size=measures.size(made.size))


def _check(store: Store, stop: Stop) -> str:
    checking.run(clock.now(), stop)
    file_checking.run(store, stop)
    return tr(SOUND)
