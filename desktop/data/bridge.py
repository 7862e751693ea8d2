"""The one way by which changes of other threads and processes reach the screens."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from models.news import changes, troubles
from models.news.changes import Change
from models.problems import Problem

LEAST_GAP_MS = 250
REFRESH_MS = 30_000


class Bridge(QObject):
    """Gathers what models.news.changes tells on any thread and passes it on, on the GUI thread, at most
    four times a second; and says "anything" twice a minute, should something have been missed."""

    changed = Signal(object)
    """A Change: the channels of all that was gathered."""
    troubled = Signal(object)
    """A Problem that keeps reports from being stored, or None: they are stored again."""
    warned = Signal(object)
    """A Problem that keeps no report from being stored."""
    eased = Signal(object)
    """A Problem that was warned of, and is over."""
    _told = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._watcher = changes.Watcher()
        self._channels: frozenset[int] | None = frozenset()
        self._listening = False
        self._waiting = False
        self._gap = QTimer(self, singleShot=True)
        self._gap.setInterval(LEAST_GAP_MS)
        self._gap.timeout.connect(self._on_gap_over)
        self._refresh = QTimer(self)
        self._refresh.setInterval(REFRESH_MS)
        self._refresh.timeout.connect(lambda: self._on_told(Change(None)))
        self._told.connect(self._on_told)

    def start(self) -> None:
        """Begin to listen."""
        self._listening = True
        changes.changed.connect(self._tell, weak=False)
        troubles.troubled.connect(self._tell_trouble, weak=False)
        troubles.warned.connect(self._warn, weak=False)
        troubles.eased.connect(self._ease, weak=False)
        self._watcher.start()
        self._refresh.start()

    def stop(self) -> None:
        """Stop listening; what was gathered, or is on the way from another thread, is dropped."""
        self._listening = False
        changes.changed.disconnect(self._tell)
        troubles.troubled.disconnect(self._tell_trouble)
        troubles.warned.disconnect(self._warn)
        troubles.eased.disconnect(self._ease)
        self._watcher.stop()
        self._refresh.stop()
        self._gap.stop()
        self._waiting = False

    def _tell(self, sender: object, change: Change) -> None:
        self._told.emit(change)

    def _tell_trouble(self, sender: object, problem: Problem | None) -> None:
        self.troubled.emit(problem)

    def _warn(self, sender: object, problem: Problem) -> None:
        self.warned.emit(problem)

    def _ease(self, sender: object, problem: Problem) -> None:
        self.eased.emit(problem)

    def _on_told(self, change: Change) -> None:
        if not self._listening:
            return
        if self._channels is None or change.channels is None:
            self._channels = None
        else:
            self._channels |= change.channels
        self._waiting = True
        if not self._gap.isActive():
            self._on_gap_over()

    def _on_gap_over(self) -> None:
        if not self._waiting:
            return
        change, self._channels, self._waiting = Change(self._channels), frozenset(), False
        self._gap.start()
        self.changed.emit(change)
