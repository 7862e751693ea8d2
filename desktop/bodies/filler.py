"""Fills a view with the lines of a sheet, a few in each turn of the event loop."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from desktop.bodies.sheet import Sheet, TextSheet

FIRST_LINES = 1_000
# As many lines as the largest body has when it is shown as bytes. A view of more would take long to empty.
MOST_LINES = 65_536
_CHUNK = 100
_TURN_SECONDS = 0.008


class Filler(QObject):
    """The first lines are there at once, the others when they are wanted."""

    filled = Signal()
    """More lines are there."""

    def __init__(self, view: QPlainTextEdit) -> None:
        super().__init__(view)
        self._view = view
        self.sheet: Sheet = TextSheet("")
        self._there = self._wanted = 0
        self._turns = QTimer(self)
        self._turns.setInterval(0)
        self._turns.timeout.connect(self._fill)

    def show(self, sheet: Sheet) -> None:
        """Begin anew with another sheet."""
        self._turns.stop()
        self._view.clear()
        self.sheet, self._there, self._wanted = sheet, 0, 0
        self.want(FIRST_LINES)
        self._fill()

    def most(self) -> int:
        """How many lines there can be."""
        return min(self.sheet.line_count(), MOST_LINES)

    def there(self) -> int:
        """How many lines are there."""
        return self._there

    def want(self, lines: int) -> None:
        """Have at least so many lines there, or all, if the sheet has fewer."""
        self._wanted = max(self._wanted, min(lines, self.most()))
        if self._there < self._wanted:
            self._turns.start()

    def _fill(self) -> None:
        ends = perf_counter() + _TURN_SECONDS
        cursor = QTextCursor(self._view.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        while self._there < self._wanted and perf_counter() < ends:
            last = min(self._there + _CHUNK, self._wanted)
            lines = [self.sheet.line(at) for at in range(self._there, last)]
            cursor.insertText(("\n" if self._there else "") + "\n".join(lines))
            self._there = last
        if self._there >= self._wanted:
            self._turns.stop()
        self.filled.emit()
