"""The heartbeat of an event loop: how late it is, and how long it is held in one go."""

from __future__ import annotations

from time import perf_counter, thread_time

import msgspec
from PySide6.QtCore import QObject, Qt, QTimer

from bench.figures import percentile

BEAT_MILLISECONDS = 5


class Delay(msgspec.Struct, frozen=True):
    """How many milliseconds late the event loop was, for something that may come at any moment."""

    p50: float
    p99: float
    worst: float


class Pulse(msgspec.Struct, frozen=True):
    """What was seen from start to stop, in milliseconds.

    `block` is the longest time from one beat to the next: no single turn of the loop held it for longer, and the one
    that did held it for at most a beat less. `cpu` is the most that its thread worked between two beats.
    """

    late: list[float]
    block: float
    cpu: float

    def delay(self) -> Delay:
        """How late the loop was."""
        ordered = sorted(self.late)
        return Delay(percentile(ordered, 0.5), percentile(ordered, 0.99), ordered[-1] if ordered else 0.0)


class Heart(QObject):
    """A timer that notes how late each of its beats comes.

    While the loop is busy several beats are missed, and each of them would have been late: they count as well, or
    a loop that stood still for a second would have been late only once.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._late: list[float] = []
        self._block = self._cpu = 0.0
        self._last = self._worked = 0.0
        self._timer = QTimer(self, timerType=Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MILLISECONDS)
        self._timer.timeout.connect(self._on_beat)

    def start(self) -> None:
        """Begin; what was seen before is forgotten."""
        self._late, self._block, self._cpu = [], 0.0, 0.0
        self._last, self._worked = perf_counter(), thread_time()
        self._timer.start()

    def stop(self) -> Pulse:
        """End it; what it saw."""
        self._timer.stop()
        return Pulse(self._late, self._block, self._cpu)

    def _on_beat(self) -> None:
        now, worked = perf_counter(), thread_time()
        gap = (now - self._last) * 1000
        self._block = max(self._block, gap)
        self._cpu = max(self._cpu, (worked - self._worked) * 1000)
        self._last, self._worked = now, worked
        late = gap - BEAT_MILLISECONDS
        self._late.append(max(0.0, late))
        while (late := late - BEAT_MILLISECONDS) > 0:
            self._late.append(late)
