"""Long work on the GUI thread in short pieces, so that the window answers in between."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import QObject, QTimer

MOST_SECONDS = 0.006
"""A turn ends with the piece that passes it. With the longest piece, and with what Qt lays out and paints after it, it
stays far below the 50 ms that a person notices, also where other threads take their share."""


class Turns(QObject):
    """Does `piece` again and again until it says that nothing is left, a few milliseconds a turn of the event loop.

    `turned` is called at the end of each turn, before anything is painted or answered.
    """

    def __init__(
        self, piece: Callable[[], bool], parent: QObject, *, turned: Callable[[], object] = lambda: None
    ) -> None:
        super().__init__(parent)
        self._piece, self._turned = piece, turned
        self._timer = QTimer(self, singleShot=True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self.begin)

    def begin(self) -> None:
        """Do the first turn now; the others follow by themselves."""
        # First: a piece may fail, or may open a dialog that waits for the pieces after it.
        self._timer.start()
        until = perf_counter() + MOST_SECONDS
        more = self._piece()
        while more and perf_counter() < until:
            more = self._piece()
        self._turned()
        if not more:
            self._timer.stop()

    def begin_soon(self) -> None:
        """Do the first turn after what is under way now."""
        self._timer.start()
