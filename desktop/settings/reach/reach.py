"""Lets other machines connect, or this one alone again, and finds out by which ways they get through."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from urllib.parse import urlsplit

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.data.tasks import Tasks
from desktop.dialogs.asking import Ask
from desktop.process.receiver_control import ReceiverControl
from desktop.settings.fields.receiver_change import ReceiverChange
from desktop.settings.reach import ways
from desktop.settings.reach.ways import Way
from desktop.words.language import Sentence, tr

EVERYWHERE, THIS_MACHINE = "0.0.0.0", "127.0.0.1"  # noqa: S104  what a person chooses, after a question
WHAT_IT_MEANS = Sentence(
    "Every machine that reaches {addresses} can then talk to the receiver, without TLS, and whoever has the URL of a"
    " web hook can post to it. A firewall may still keep them out: the settings name the rule that it needs."
)


class Reach(QObject):
    """Tasks of its own: a name that leads nowhere keeps a thread for seconds, and nobody who quits waits for it."""

    tried = Signal(object)
    """The Ways, as they are now."""
    declined = Signal()
    """A person does not want it after all."""

    def __init__(
        self, *, receiver: ReceiverControl, change: ReceiverChange, ask: Ask, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._receiver, self._change, self._ask = receiver, change, ask
        self._tasks = Tasks(2, self, around=nullcontext)

    def stop(self) -> None:
        """Try nothing any more."""
        self._tasks.close(wait=False)

    def let_others_in(self, over: QWidget) -> None:
        """Listen on every address, after a person has read what that means; the full name is one of its names then."""
        self._tasks.run(_own_names, lambda found: self._ask_first(found, over), owner=over)

    def keep_others_out(self, over: QWidget) -> None:
        """Listen for programs of this machine alone."""
        self._change.take({"host": THIS_MACHINE}, over.window())

    def try_ways(self) -> None:
        """Try all ways to the receiver."""
        host, port = self._receiver.config.host, urlsplit(self._receiver.url).port
        if self._receiver.state == "receiving" and port is not None:
            self._tasks.run(lambda: ways.try_all(host, port), self._on_tried, owner=self)

    def _ask_first(self, found: tuple[Sequence[str], str | None], over: QWidget) -> None:
        own, full = found
        text = tr(WHAT_IT_MEANS, addresses=", ".join(own) or tr("this machine"))
        if not self._ask.confirm(over, tr("Let other machines connect?"), text, tr("Let them connect")):
            self.declined.emit()
            return
        hosts = self._receiver.config.hosts
        further = hosts if full is None or full in hosts else (*hosts, full)
        texts = {"host": EVERYWHERE}
        if further != hosts:
            texts["hosts"] = ", ".join(further)
        self._change.take(texts, over.window())

    def _on_tried(self, found: Sequence[Way]) -> None:
        self.tried.emit(found)


def _own_names() -> tuple[Sequence[str], str | None]:
    return ways.addresses(), ways.full_name()
