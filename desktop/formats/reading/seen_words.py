"""The words for a priority that came, looked for in the last deliveries when the expression for them changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.data.reload import Reload
from desktop.data.tasks import Tasks
from receiver.formats.evaluation import priority_of
from receiver.formats.format import Format
from receiver.intake.findings.seen_words import seen_words

PAUSE_MS = 700
"""A pause in typing after which the last deliveries are read: a hundred of them may have a hundred megabytes."""
MOST_DELIVERIES = 100


@dataclass(frozen=True, slots=True)
class _Asked:
    """The words of an expression in the reports that a format makes."""

    hook_id: int
    for_each: str
    names: tuple[tuple[str, str], ...]
    priority: str


class SeenWords(QObject):
    """Tells of words that no priority is called, and that the table may not have."""

    seen = Signal(object)
    """The words, the most frequent first."""

    def __init__(self, hook_id: int, edited: Callable[[], Format], *, tasks: Tasks, parent: QObject) -> None:
        """`edited` gives the format as it is now."""
        super().__init__(parent)
        self._hook_id, self._edited = hook_id, edited
        self._last: _Asked | None = None
        self._read: Reload[_Asked, list[str]] = Reload(
            tasks, self._words, self._on_read, question=self._asked, owner=self
        )
        self._pause = QTimer(self, singleShot=True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._look)

    def look_soon(self) -> None:
        """Look when nobody has typed for a moment, if other words are asked for."""
        if self._asked() != self._last:
            self._pause.start()

    def stop(self) -> None:
        """Look no more."""
        self._pause.stop()
        self._last = None

    def is_waiting(self) -> bool:
        """Whether the words that are asked for were not looked for yet."""
        return self._pause.isActive()

    def _look(self) -> None:
        self._last = self._asked()
        self._read()

    def _asked(self) -> _Asked | None:
        format_ = self._edited()
        return _Asked(self._hook_id, format_.for_each, tuple(format_.names.items()), format_.priority)

    def _words(self, asked: _Asked) -> list[str]:
        """The words, in a task, which ends early when other words are asked for."""
        if not asked.priority.strip():
            return []
        format_ = Format("", names=dict(asked.names), for_each=asked.for_each)
        found = seen_words(
            asked.hook_id,
            format_,
            asked.priority,
            most=MOST_DELIVERIES,
            progressed=lambda _done, _total: self._last == asked,
        )
        return [each.word for each in found if priority_of(format_, each.word) is None]

    def _on_read(self, words: list[str]) -> None:
        self.seen.emit(words)
