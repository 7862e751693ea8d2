"""Reads the delivery that is open, and lays out its body; answers about another one are dropped."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from desktop.bodies.answered import Answered, read
from desktop.bodies.body_views import BodyView, BodyViews, answer_view, body_views
from desktop.bodies.header_sheet import HeaderSheet
from desktop.data.reload import Reload
from desktop.data.tasks import Tasks
from desktop.suggestions import suggested
from desktop.suggestions.suggested import Suggested
from models.deliveries import deliveries
from models.deliveries.deliveries import Shown
from models.problems import NotThere

# A smaller body is laid out together with the reading, before anybody could miss it.
AT_ONCE = 32 * 1024


@dataclass(frozen=True, slots=True, eq=False)
class Opened:
    """A delivery as the screen shows it; `body` is None as long as it is being laid out."""

    shown: Shown
    answered: Answered
    headers: BodyView
    answer: BodyView
    body: BodyViews | None
    suggested: Suggested | None = None


class DeliveryReader(QObject):
    """One reading at a time: whoever runs down the list reads where they stop."""

    read = Signal(object)
    """An Opened."""
    laid_out = Signal(object)
    """The BodyViews of what was read last."""
    gone = Signal()
    """It is not there any more."""

    def __init__(self, *, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._wanted: int | None = None
        self._opened: Opened | None = None
        self._reload = Reload(tasks, _open, self._on_read, question=lambda: self._wanted, owner=self)
        self._lay_out = Reload(tasks, _lay_out, self.laid_out.emit, question=lambda: self._opened, owner=self)

    def show(self, delivery_id: int | None) -> None:
        """Read a delivery; None reads nothing."""
        self._wanted, self._opened = delivery_id, None
        self._lay_out.forget()
        self._reload()

    def _on_read(self, opened: Opened | None) -> None:
        if opened is None:
            self.gone.emit()
            return
        self._opened = opened
        self.read.emit(opened)
        if opened.body is None:
            self._lay_out()


def _open(delivery_id: int) -> Opened | None:
    """What the screen shows of a delivery; None when it is not there any more."""
    try:
        shown = deliveries.shown(delivery_id)
    except NotThere:
        return None
    answered = read(shown.answer)
    body = body_views(shown, answered) if len(shown.body) <= AT_ONCE else None
    headers = BodyView(HeaderSheet(shown.headers))
    return Opened(shown, answered, headers, answer_view(shown.answer), body, suggested.of_delivery(shown.delivery))


def _lay_out(opened: Opened) -> BodyViews:
    return body_views(opened.shown, opened.answered)
