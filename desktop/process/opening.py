"""What is done while the window can be seen, and has nothing in it yet."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

Result = TypeVar("Result")
UNSEEN_MS = 1000
"""A window that is not painted within this time is on no screen that is on: nobody waits for it."""


class Opening(QObject):
    """The window is painted, moved and closed meanwhile; who closes it has given the start up."""

    _done = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self._window = window
        self._first = QEventLoop(self)

    @property
    def is_given_up(self) -> bool:
        """Whether the person, or a signal, closed the window."""
        return not self._window.isVisible()

    def show(self) -> None:
        """Show the window, and return when it has been painted."""
        self._window.installEventFilter(self)
        self._window.show()
        QTimer.singleShot(UNSEEN_MS, self._first, self._first.quit)
        self._first.exec()
        self._window.removeEventFilter(self)

    def do(self, work: Callable[[], Result]) -> Result:
        """What `work` gives, which is done on a thread of its own; raises what it raises."""
        results: list[Result] = []
        errors: list[BaseException] = []

        def run() -> None:
            try:
                results.append(work())
            except BaseException as error:
                errors.append(error)
            self._done.emit()

        loop = QEventLoop()
        self._done.connect(loop.quit)  # comes over to this thread
        thread = Thread(target=run)
        thread.start()
        loop.exec()
        thread.join()
        for error in errors:
            raise error
        return results[0]

    def give_up(self) -> None:
        """Close the window, and a question that is asked over it."""
        asking = QApplication.activeModalWidget()
        if asking is not None:
            asking.close()
        self._window.close()

    def breathe(self) -> None:
        """Let the window be painted in the midst of work that only its own thread can do."""
        QCoreApplication.processEvents()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self._first, self._first.quit)  # all of it is painted first
        return False
