"""New cases: noticed whenever something changed, from what was there when the program began."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop.data.reload import Reload
from desktop.data.tasks import Tasks
from models.cases import arrivals
from models.cases.arrivals import Arrivals


class NewCases(QObject):
    """Asks for the cases after the newest one it knows; that is one look-up by key when there are none."""

    arrived = Signal(object)
    """Arrivals, with a case at least."""

    def __init__(self, *, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._known: int | None = None
        self._look = Reload(tasks, arrivals.since, self._on_read, question=lambda: self._known, owner=self)

    def start(self) -> None:
        """Begin: what is there now is not new."""
        self._tasks.run(arrivals.newest_id, self._on_newest, owner=self)

    def look(self) -> None:
        """Look for new cases, once it is known which are not new."""
        self._look()

    def _on_newest(self, newest_id: int) -> None:
        self._known = newest_id

    def _on_read(self, found: Arrivals) -> None:
        self._known = found.newest_id
        if found.cases:
            self.arrived.emit(found)
