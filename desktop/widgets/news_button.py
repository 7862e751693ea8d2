"""The button that waits at the top of a list while new rows are held back: "3 new"."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractItemView, QPushButton

from desktop.widgets.theme import ThemeHolder
from desktop.words.language import tr


class NewsButton(QPushButton):
    """Stands over the list that it belongs to, in the middle of its top."""

    def __init__(self, view: QAbstractItemView, *, theme: ThemeHolder) -> None:
        super().__init__(view)
        self._view = view
        self.setIcon(theme.icon("arrow-up", "on_accent"))
        self.setProperty("kind", "primary")
        self.hide()
        view.installEventFilter(self)

    def show_count(self, count: int, most: int) -> None:
        """Say how many rows are new; 0 hides the button, and above `most` it says that there are more than `most`."""
        self.setText(tr("{count} new", count) if count <= most else tr("{count}+ new", most))
        self.setAccessibleName(tr("{text}, show", text=self.text()))
        self.setVisible(count > 0)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        self.adjustSize()
        self.move((self._view.width() - self.width()) // 2, 12)
