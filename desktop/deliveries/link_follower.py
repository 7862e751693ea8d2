"""Where the links of a delivery lead: to a case, to another delivery, or to the text of a message."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.data.tasks import Tasks
from desktop.deliveries.detail.story import WayOn
from desktop.dialogs.whole_text import WholeText
from desktop.widgets.theme import ThemeHolder
from desktop.words.language import tr
from models.messages import messages


class LinkFollower(QObject):
    """A message is shown in a window of its own; the rest is for others to show."""

    case_wanted = Signal(int)
    delivery_wanted = Signal(int)

    def __init__(self, *, tasks: Tasks, theme: ThemeHolder, parent: QWidget) -> None:
        super().__init__(parent)
        self._tasks, self._theme, self._over = tasks, theme, parent
        self.message: WholeText | None = None

    def follow(self, link: WayOn) -> None:
        """Go where a link leads."""
        if link.kind == "case":
            self.case_wanted.emit(link.id)
        elif link.kind == "delivery":
            self.delivery_wanted.emit(link.id)
        else:
            self._tasks.run(lambda: messages.text(link.id), self._show_message, owner=self)

    def _show_message(self, text: str) -> None:
        self.message = WholeText(tr("Message"), text, theme=self._theme, parent=self._over)
        self.message.open()
