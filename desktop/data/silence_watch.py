"""Silence: which web hooks should have spoken and did not, looked at every minute."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QSettings, QTimer, Signal

from desktop.data.reload import Reload, always
from desktop.data.tasks import Tasks
from desktop.words import clock
from desktop.words.language import tr
from models.channels import silence
from models.channels.silence import SilentHook

LOOK_MS = 60_000
DISMISSED = "silence/dismissed"


class SilenceWatch(QObject):
    """Knows who is silent. What a person dismissed is not told again until that web hook spoke in between."""

    changed = Signal()
    """Another one is silent, or one is no longer, or they are so for longer."""
    began = Signal(object)
    """The SilentHooks of which this is news, a list."""

    def __init__(self, *, tasks: Tasks, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._found: tuple[SilentHook, ...] = ()
        self._known: frozenset[str] = frozenset()
        self._dismissed = frozenset(str(settings.value(DISMISSED, "")).split())
        self.look = Reload(tasks, lambda _: _read(), self._on_read, question=always, owner=self)
        """Looks now, or after the look that is under way."""
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Look now and every minute."""
        self._timer.start()
        self.look()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def on_changed(self) -> None:
        """Look whether a silent web hook spoke again, which has to be seen at once; falling silent takes time."""
        if self._found:
            self.look()

    def silent(self) -> list[SilentHook]:
        """The silent web hooks that nobody dismissed, the longest silent first."""
        return [hook for hook in self._found if _mark(hook) not in self._dismissed]

    def of_channel(self, channel_id: int) -> list[SilentHook]:
        """The silent web hooks of a channel that nobody dismissed."""
        return [hook for hook in self.silent() if hook.channel_id == channel_id]

    def dismiss(self, hook: SilentHook) -> None:
        """Say nothing more of a web hook until it spoke, also after the next start of the program: somebody knows."""
        self._keep_dismissed(self._dismissed | {_mark(hook)})
        self.changed.emit()

    def _on_read(self, found: Sequence[SilentHook]) -> None:
        marks = frozenset(map(_mark, found))
        # One that spoke, or is not watched any more, has ended its silence: the next one is news.
        if self._dismissed - marks:
            self._keep_dismissed(self._dismissed & marks)
        news = [hook for hook in found if _mark(hook) not in self._known | self._dismissed]
        self._found, self._known = tuple(found), marks
        self.changed.emit()
        if news:
            self.began.emit(news)

    def _keep_dismissed(self, marks: frozenset[str]) -> None:
        self._dismissed = marks
        self._settings.setValue(DISMISSED, " ".join(sorted(marks)))


def sentence(hook: SilentHook) -> str:
    """What is the matter: "Nightly backup has been silent for 3 h (expected every 2 h)."."""
    lasting = clock.span(clock.now() - hook.since)
    return tr(
        "{purpose} has been silent for {lasting} (expected every {period}).",
        purpose=hook.purpose,
        lasting=lasting,
        period=clock.period(hook.silent_after),
    )


def _read() -> list[SilentHook]:
    return silence.silent_hooks(clock.now())


def _mark(hook: SilentHook) -> str:
    return f"{hook.hook_id}@{hook.since:%Y%m%dT%H%M%S.%f}"
