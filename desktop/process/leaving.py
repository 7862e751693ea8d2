"""The question before the program ends, where something would be lost by it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from desktop.dialogs.asking import Ask
from desktop.process.receiver_control import ReceiverControl
from desktop.words import clock
from desktop.words.language import tr

SPOKE_WITHIN = timedelta(hours=1)
"""A sender that spoke within this time is taken to speak again soon."""


@runtime_checkable
class Unsaved(Protocol):
    """A window in which a person types what is not kept anywhere until they say so."""

    def unsaved(self) -> str:
        """A sentence on what would be lost if the program ended now; empty where nothing would."""


class Leaving(QObject):
    """Asks once, and names all of it: what was typed in the windows that are open, and that nothing is received."""

    def __init__(self, *, app: QApplication, receiver: ReceiverControl, ask: Ask, parent: QObject) -> None:
        super().__init__(parent)
        self._app, self._receiver, self._ask = app, receiver, ask
        self._spoke: datetime | None = None

    def show_spoke(self, spoke: datetime | None) -> None:
        """Take note of when the last sender spoke; None where none ever did."""
        self._spoke = spoke

    def is_kept_up(self) -> bool:
        """Whether a question is open that nobody but the person can answer."""
        modal = self._app.activeModalWidget()
        return modal is not None and not isinstance(modal, Unsaved)

    def may_end(self, window: QWidget, bring: Callable[[], object]) -> bool:
        """Whether the program may end: nothing would be lost, or the person says so. `bring` has them see `window`."""
        lost, ends = self._lost(), self._reception_ends()
        if not lost and not ends:
            return True
        bring()
        parent = self._app.activeModalWidget() or window
        text = "\n\n".join(filter(None, (*lost, ends)))
        return self._ask.confirm(parent, tr("Quit Hookdesk?"), text, tr("Quit"), danger=bool(lost))

    def _lost(self) -> list[str]:
        windows = (each for each in self._app.topLevelWidgets() if each.isVisible() and isinstance(each, Unsaved))
        return [said for each in windows if (said := each.unsaved())]

    def _reception_ends(self) -> str:
        now = clock.now()
        if self._spoke is None or self._receiver.state != "receiving" or now - self._spoke > SPOKE_WITHIN:
            return ""
        return tr(
            "Senders reach nothing until Hookdesk is started again. One posted {when}.",
            when=clock.long_relative(self._spoke, now),
        )
