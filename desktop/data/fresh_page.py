"""A page that is fresh whenever it is seen, and costs nothing while it is not."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget


class FreshPage(QWidget):
    """Subclasses say how they read again what they show."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stale = False

    def refresh(self) -> None:
        """Read again what is shown."""
        raise NotImplementedError

    def refresh_if_seen(self) -> None:
        """Read again now; a hidden page waits until it is shown, and does it once."""
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.refresh()
