"""Garbage: what refers to itself in a circle is collected on the window's thread alone.

Python collects on whichever thread makes the next object, also on one of the receiver's: a Qt object in such a circle
would end there, while Qt uses it here. And each full collection would look at all that the program is made of, which
holds every thread up for longer than a screen takes to be painted.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL_MS = 500


class Garbage(QObject):
    """Collects between start() and stop(), what has become garbage since then."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self._on_time)

    def start(self) -> None:
        """Take over from Python. What is there now stays, and is not looked at any more."""
        gc.disable()
        gc.freeze()
        self._timer.start()

    def stop(self) -> None:
        """Let Python collect by itself again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def _on_time(self) -> None:
        """Collect as much as Python would: the oldest generation whose turn it is."""
        due = [count > limit for count, limit in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        if any(due):
            gc.collect(max(generation for generation, is_due in enumerate(due) if is_due))
