"""Restores from the window: a backup is chosen while everybody works on, then the window makes room for it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.data.tasks import Tasks
from desktop.dialogs.asking import Ask
from desktop.process.receiver_control import ReceiverControl
from desktop.restoring.restore_dialog import RestoreDialog
from models.database.backup_files import open_database_file
from models.problems import Problem


class Restore(QObject):
    """`file` is what takes the place of the database when the window has closed, None when nothing does."""

    chosen = Signal()
    """The window shall close for it."""

    def __init__(self, *, tasks: Tasks, ask: Ask, receiver: ReceiverControl, window: QWidget) -> None:
        super().__init__(window)
        self._tasks, self._ask, self._receiver, self._window = tasks, ask, receiver, window
        self.file: Path | None = None

    def open(self, backup: Path | None) -> None:
        """Ask which backup, with this one chosen first, or the newest."""
        other, path = self._receiver.other, open_database_file()
        if other is not None:
            self._ask.problem(
                self._window,
                Problem(
                    "Another Hookdesk receives on {url} and has the database open.",
                    "Stop it first, then restore the backup.",
                    url=other.url,
                ),
            )
        elif path is not None:
            dialog = RestoreDialog(path, first=backup, tasks=self._tasks, ask=self._ask, parent=self._window)
            dialog.accepted.connect(lambda: self._begin(dialog.file))
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def _begin(self, file: Path | None) -> None:
        self.file = file
        self.chosen.emit()
