"""Tray messages: what the tray says by itself, gathered so that a hundred new cases are one message."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.data.silence_watch import sentence
from desktop.words.language import tr
from models.cases.arrivals import MOST, Arrivals
from models.cases.cases import Case
from models.channels.silence import SilentHook

SETTLE_MS = 1_000
GAP_MS = 20_000
MOST_CHANNELS = 3

Tell = Callable[[str, str, Callable[[], object]], object]


class TrayMessages(QObject):
    """Waits a second for more of the same, and then at least twenty until the next message.

    Nothing is said while the program is in front of the person: they see it, or did it themselves.
    """

    case_wanted = Signal(int)
    """The id of the case that a message was about."""
    channel_wanted = Signal(int)
    """The id of the channel of a web hook that is silent."""

    def __init__(
        self,
        tell: Tell,
        in_front: Callable[[], bool],
        *,
        settle_ms: int = SETTLE_MS,
        gap_ms: int = GAP_MS,
        parent: QObject | None = None,
    ) -> None:
        """`tell` shows a title, a text, and does something at a click."""
        super().__init__(parent)
        self._tell, self._in_front = tell, in_front
        self._cases: list[Case] = []
        self._more = False
        self._settle = QTimer(self, singleShot=True)
        self._settle.setInterval(settle_ms)
        self._settle.timeout.connect(self._on_settled)
        self._gap = QTimer(self, singleShot=True)
        self._gap.setInterval(gap_ms)
        self._gap.timeout.connect(self._on_settled)

    def on_arrived(self, arrived: Arrivals) -> None:
        """Gather cases that web hooks opened, the newest first."""
        if self._in_front():
            return
        found = [*arrived.cases, *self._cases]
        self._cases, self._more = found[:MOST], self._more or arrived.more or len(found) > MOST
        if not self._settle.isActive() and not self._gap.isActive():
            self._settle.start()

    def on_silent(self, silent: Sequence[SilentHook]) -> None:
        """Gather web hooks that became silent."""
        if self._in_front():
            return
        title = (
            tr("{purpose} is silent", purpose=silent[0].purpose)
            if len(silent) == 1
            else tr("{count} web hooks are silent", len(silent))
        )
        text = sentence(silent[0]) if len(silent) == 1 else ", ".join(hook.purpose for hook in silent)
        self._tell(title, text, partial(self.channel_wanted.emit, silent[0].channel_id))

    def stop(self) -> None:
        """Say nothing more."""
        self._settle.stop()
        self._gap.stop()
        self._cases = []

    def _on_settled(self) -> None:
        found, more = self._cases, self._more
        self._cases, self._more = [], False
        if found and not self._in_front():
            self._tell(*words(found, more), partial(self.case_wanted.emit, found[0].id))
            self._gap.start()


def words(arrived: Sequence[Case], more: bool) -> tuple[str, str]:
    """The title and the text of a message on new cases.

    What a sender wrote stands in the title only: a text may be taken for HTML by who shows it.
    """
    if len(arrived) == 1:
        case = arrived[0]
        return f"#{case.number} {case.subject}", tr(
            "A new case in {channel}, opened by {opened_by}.", channel=case.channel, opened_by=case.opened_by
        )
    names = list(dict.fromkeys(case.channel for case in arrived))
    rest = len(names) - MOST_CHANNELS
    title = tr("{count}+ new cases", len(arrived)) if more else tr("{count} new cases", len(arrived))
    named = ", ".join(names[:MOST_CHANNELS])
    if rest > 0:
        return title, tr("In {channels} and {count} other channels. A click opens the newest.", rest, channels=named)
    return title, tr("In {channels}. A click opens the newest.", channels=named)
