"""What was done last, and for ten seconds the way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

UNDO_MS = 10_000


@dataclass(frozen=True, slots=True)
class Step:
    """A thing that was done, in a sentence, and what takes it back."""

    sentence: str
    undo: Callable[[], None]


class Undo(QObject):
    """Keeps several steps, each for its own ten seconds; the newest is taken back first."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None, *, keep_ms: int = UNDO_MS) -> None:
        super().__init__(parent)
        self._keep_ms = keep_ms
        self._steps: list[Step] = []

    def add(self, step: Step) -> None:
        """Keep a step for ten seconds."""
        self._steps.append(step)
        QTimer.singleShot(self._keep_ms, self, lambda: self.drop(step))
        self.changed.emit()

    def last(self) -> Step | None:
        """The step that would be taken back now."""
        return self._steps[-1] if self._steps else None

    def drop(self, step: Step) -> None:
        """Keep a step no longer."""
        if any(each is step for each in self._steps):
            self._steps = [each for each in self._steps if each is not step]
            self.changed.emit()
