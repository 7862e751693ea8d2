"""Moves the desk to a PostgreSQL server: stops receiving, copies, and goes on there or here."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.administration.move_dialog import MoveDialog
from desktop.data.tasks import Tasks
from desktop.dialogs.asking import Ask
from desktop.process.receiver_control import ReceiverControl
from desktop.words import problem_words
from desktop.words.language import tr
from models import database
from models.files.store import store_of
from models.problems import Problem
from models.settings import option_files
from models.settings.config import Config
from models.upkeep import copying
from models.upkeep.copying import Copied


class MoveToServer(QObject):
    """One move at a time; `moved_to` is the address that the desk goes on at when the window has closed."""

    moved = Signal()
    _progressed = Signal(int, int)

    def __init__(self, *, tasks: Tasks, ask: Ask, receiver: ReceiverControl, window: QWidget, config: Config) -> None:
        super().__init__(window)
        self._tasks, self._ask, self._receiver, self._window = tasks, ask, receiver, window
        self._config = config
        self._stopping = threading.Event()
        self.moved_to: str | None = None
        self.dialog: MoveDialog | None = None
        self._progressed.connect(self._on_progressed)

    @property
    def is_possible(self) -> bool:
        """Whether the desk is not on a server yet."""
        return not database.is_shared()

    def open(self) -> None:
        """Ask which server to move to."""
        if self.dialog is None:
            self.dialog = MoveDialog(self._window)
            self.dialog.begun.connect(self._begin)
            self.dialog.stopped.connect(self.cancel)
            self.dialog.finished.connect(self._on_finished)
        self.dialog.open()

    def cancel(self) -> None:
        """Stop a move that is under way; the desk stays where it is."""
        self._stopping.set()

    def _begin(self, url: str) -> None:
        other = self._receiver.other
        if other is not None and self.dialog is not None:
            said = tr(
                "Another Hookdesk receives on {url}. Stop it first, so that nothing comes meanwhile.", url=other.url
            )
            self.dialog.show_moving(False, said, "danger")
            return
        self._stopping = threading.Event()
        if self.dialog is not None:
            self.dialog.show_moving(True, tr("Finishing what was received…"))
        self._stop_receiving(url)

    def _stop_receiving(self, url: str) -> None:
        """Stop the receiver, after its start if it is just starting: otherwise it would receive during the copy."""
        if self._receiver.state == "starting":
            once = Qt.ConnectionType.SingleShotConnection
            self._receiver.changed.connect(lambda: self._stop_receiving(url), once)
            return
        self._receiver.stop()
        self._copy(url, self._stopping)

    def _copy(self, url: str, stopping: threading.Event) -> None:
        def progressed(done: int, total: int) -> bool:
            self._progressed.emit(done, total)
            return not stopping.is_set()

        def move() -> Copied | None:
            copied = copying.copy_to(url, None if self._config.files else store_of(self._config), progressed)
            if copied is not None:
                option_files.save("database", url)
            return copied

        self._tasks.run(move, lambda copied: self._on_moved(url, copied), owner=self, problem=self._on_problem)

    def _on_progressed(self, done: int, total: int) -> None:
        if self.dialog is not None and not self._stopping.is_set():
            self.dialog.show_progress(done, total)

    def _on_moved(self, url: str, copied: Copied | None) -> None:
        if copied is None:
            self._stay(tr("Stopped; the desk is where it was."))
            return
        if self._config.is_given("database"):
            self._ask.problem(
                self._window,
                Problem(
                    "The desk was moved.",
                    "If a flag or HOOKDESK_DATABASE names the old file, change it there too: it would be opened at the"
                    " next start.",
                ),
            )
        if copied.missing:
            self._ask.problem(
                self._window,
                Problem(
                    "Files of attachments that were not there any more, or were damaged: {number}.",
                    "All else was moved. These attachments say so, and can be fetched again.",
                    number=copied.missing,
                ),
            )
        self.moved_to = url
        if self.dialog is not None:
            self.dialog.show_moving(False)
            self.dialog.accept()
        self.moved.emit()

    def _on_problem(self, problem: Problem) -> None:
        self._stay(problem_words.whole(problem), "danger")

    def _stay(self, words: str, role: str = "muted") -> None:
        if self.dialog is not None:
            self.dialog.show_moving(False, words, role)
        self._receiver.start()

    def _on_finished(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
