"""Reads the delivery that is open, and lays out its body; answers about another one are dropped."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from desktop.bodies.answered import Answered, read
from desktop.bodies.body_views import BodyViews, View, answer_view, body_views
from desktop.bodies.header_sheet import HeaderSheet
from desktop.data.reload import Reload
from desktop.data.tasks import Tasks
from models.deliveries import deliveries
from models.deliveries.deliveries import Shown
from models.problems import NotThere

# What is smaller is laid out with the reading, before anybody sees that it is not there yet.
AT_ONCE = 32 * 1024


@dataclass(frozen=True, slots=True)
class Opened:
    """A delivery as the screen shows it; `body` is None as long as it is being laid out."""

    shown: Shown
    answered: Answered
    headers: View
    answer: View
    body: BodyViews | None


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
        self._tasks = tasks
        self._wanted: int | None = None
        self._reload = Reload(tasks, self._read, self._on_read, owner=self)

    def show(self, delivery_id: int | None) -> None:
        """Read a delivery; None reads nothing."""
        self._wanted = delivery_id
        if delivery_id is not None:
            self._reload()

    def _read(self) -> tuple[int | None, Opened | None]:
        wanted = self._wanted
        if wanted is None:
            return None, None
        try:
            shown = deliveries.shown(wanted)
        except NotThere:
            return wanted, None
        answered = read(shown.answer)
        body = body_views(shown, answered) if len(shown.body) <= AT_ONCE else None
        headers = View(HeaderSheet(shown.headers))
        return wanted, Opened(shown, answered, headers, answer_view(shown.answer), body)

    def _on_read(self, found: tuple[int | None, Opened | None]) -> None:
        wanted, opened = found
        if wanted is None or wanted != self._wanted:
            return
        if opened is None:
            self.gone.emit()
            return
        self.read.emit(opened)
        if opened.body is None:
            self._tasks.run(
                lambda: body_views(opened.shown, opened.answered),
                lambda views: self._on_laid_out(wanted, views),
                owner=self,
            )

    def _on_laid_out(self, delivery_id: int, views: BodyViews) -> None:
        if delivery_id == self._wanted:
            self.laid_out.emit(views)
