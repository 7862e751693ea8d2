"""Reads a delivery that came, and decodes its body as the intake does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from desktop.data.reload import Reload
from desktop.data.tasks import Tasks
from models.deliveries import deliveries
from models.deliveries.deliveries import Delivery
from models.deliveries.delivery_filter import DeliveryFilter
from models.problems import NotThere
from receiver.answers import Refused
from receiver.parsing import decoding

MOST_CAME = 100
"""So many of the newest deliveries are at hand."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """A body that a person gave instead of one that came."""

    body: bytes


@dataclass(frozen=True, slots=True)
class Came:
    """A body that is looked at. `delivery` is None for one that was pasted; `trouble` says why it cannot be read."""

    asked: int | Pasted
    delivery: Delivery | None
    value: object
    size: int
    trouble: str = ""


class CameReader(QObject):
    """One reading at a time: whoever steps along reads where they stop."""

    listed = Signal(object)
    """The newest deliveries of the web hook, newest first."""
    read = Signal(object)
    """A Came."""
    gone = Signal()
    """The delivery is not there any more."""

    def __init__(self, hook_id: int, *, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._wanted: int | Pasted | None = None
        self._hook_id = hook_id
        self.list = Reload(tasks, _newest, self._on_listed, question=self._of_hook, owner=self)
        self._reload: Reload[int | Pasted, Came | None] = Reload(
            tasks, _read, self._on_read, question=lambda: self._wanted, owner=self
        )

    def show(self, wanted: int | Pasted) -> None:
        """Read a delivery by its id, or what was pasted."""
        self._wanted = wanted
        self._reload.forget()
        self._reload()

    def _on_listed(self, found: Sequence[Delivery]) -> None:
        self.listed.emit(found)

    def _of_hook(self) -> int | None:
        return self._hook_id

    def _on_read(self, came: Came | None) -> None:
        if came is None:
            self.gone.emit()
        else:
            self.read.emit(came)


def _newest(hook_id: int) -> Sequence[Delivery]:
    return deliveries.page(DeliveryFilter(hook_id=hook_id), limit=MOST_CAME)


def _read(wanted: int | Pasted) -> Came | None:
    if isinstance(wanted, Pasted):
        value, trouble = _decoded(wanted.body, {})
        return Came(wanted, None, value, len(wanted.body), trouble)
    try:
        shown = deliveries.shown(wanted)
    except NotThere:
        return None
    headers = {name.lower(): value for name, value in shown.headers}
    value, trouble = _decoded(shown.body, headers)
    return Came(wanted, shown.delivery, value, shown.delivery.size, trouble)


def _decoded(body: bytes, headers: Mapping[str, str]) -> tuple[object, str]:
    """The value of a body, and why it has none."""
    try:
        decoded = decoding.decode(body, headers.get("content-type", ""), headers.get("content-encoding", ""))
    except Refused as refusal:
        return None, refusal.detail
    return decoded.value, ""
