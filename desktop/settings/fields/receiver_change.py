"""Other options for the receiver: what becomes of the URLs is said before, what cannot be had is said after."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from desktop.data.tasks import Tasks
from desktop.dialogs.asking import Ask
from desktop.process.receiver_control import ReceiverControl
from desktop.settings.fields.option_field import written
from desktop.words.language import tr
from models.channels import hooks
from models.problems import Problem

Refused = Callable[[Problem], object]
"""Says, where options were entered, why they could not be had."""


class ReceiverChange(QObject):
    """Asks where the URLs of web hooks would begin otherwise; what changes none of them holds at once."""

    declined = Signal()
    """A person wants it no more."""

    def __init__(self, *, receiver: ReceiverControl, tasks: Tasks, ask: Ask, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._receiver, self._tasks, self._ask = receiver, tasks, ask
        self._over: QWidget | None = None
        self._at: Refused | None = None
        self._keyboard: QWidget | None = None
        # In its turn: what is disabled while the receiver starts is enabled again by then.
        receiver.changed.connect(self._give_back, Qt.ConnectionType.QueuedConnection)
        receiver.refused.connect(self._on_refused)

    def begin(self, texts: Mapping[str, str], over: QWidget, at: Refused | None = None) -> None:
        """Take other options, texts by their names; ask over a window. Raises ValueError that says what is expected.

        What cannot be had is said by `at` while that window is open, otherwise over it.
        """
        before, after = self._receiver.base_url(), self._receiver.url_with(texts)
        moves = {"host", "port"} & texts.keys()
        if before == after and not moves:
            self.take(texts, over, at)
            return

        def on_counted(count: int) -> None:
            title, text = self._title(texts), _urls(before, after, count)
            if self._ask.confirm(over, title, text, tr("Change")):
                self.take(texts, over, at)
            else:
                self.declined.emit()

        self._tasks.run(lambda: len(hooks.of_channel(None)), on_counted, owner=over)

    def take(self, texts: Mapping[str, str], over: QWidget, at: Refused | None = None) -> None:
        """Take other options of which a person was asked already; otherwise as begin()."""
        self._over, self._at, self._keyboard = over, at, over.focusWidget()
        self._receiver.use(texts)

    def _on_refused(self, problem: Problem) -> None:
        over, at = self._over, self._at
        self._over = self._at = self._keyboard = None
        is_open = over is not None and isValid(over) and over.isVisible()
        if at is not None and is_open:
            at(problem)
        else:
            self._ask.problem(over if is_open else None, problem)

    def _give_back(self) -> None:
        """Put the keyboard where it was before the receiver started: what is disabled loses it."""
        before = self._keyboard
        if before is not None and self._receiver.state != "starting":
            self._keyboard = None
            if isValid(before) and before.isVisible():
                before.setFocus()

    def _title(self, texts: Mapping[str, str]) -> str:
        if "port" in texts:
            return tr("Receive on port {port}?", port=texts["port"] or written(self._receiver.config, "port"))
        if "host" in texts:
            return tr("Receive on {host}?", host=texts["host"] or written(self._receiver.config, "host"))
        return tr("Change what the URLs begin with?")


def _urls(before: str, after: str, count: int) -> str:
    if before == after:
        return tr("The URLs stay as they are: what leads {url} to this program has to know the new port.", url=after)
    return tr(
        "The URLs of {count} web hooks begin with {after} then, not with {before}. "
        "Senders reach nothing until you give them the new ones.",
        count,
        before=before,
        after=after,
    )
