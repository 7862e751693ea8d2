"""The window as `hookdesk` puts it together, without a display, with a heart that is listened to.

`python -m tests.torture.window.window_program DATABASE [WEAKNESS]` prints where it receives, looks at one page after
the other until SIGTERM, and prints what its heart saw.
"""

from __future__ import annotations

import sys
from itertools import cycle
from pathlib import Path
from time import monotonic

import msgspec
from PySide6.QtCore import QObject, Qt, QTimer

from bench.desks import open_desk
from desktop.data.shown import ACTIVITY, CASES
from desktop.desk import Desk
from desktop.process.application import application
from desktop.process.interrupts import Interrupts
from models.cases import case_pages
from models.cases.case_filter import Filter
from models.database import connection
from tests.torture.weakened import WEAKNESSES

BEAT_MILLISECONDS = 100
LOOK_MILLISECONDS = 1500
SCHEDSTAT = Path("/proc/thread-self/schedstat")


class Health(msgspec.Struct, frozen=True):
    """The worst delay of a beat in milliseconds, with and without the time in which other programs had the processor,
    and the number of references to None: at the first beat, and the fewest and the most after it."""

    beats: int
    latest: float
    latest_of_its_own: float
    none_first: int
    none_fewest: int
    none_most: int


class Heart(QObject):
    """A timer of the GUI thread that notes how late its beats come."""

    def __init__(self) -> None:
        super().__init__()
        self._late: list[float] = []
        self._own: list[float] = []
        self._none: list[int] = []
        self._last, self._waited = monotonic(), _waited()
        self._timer = QTimer(self, timerType=Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MILLISECONDS)
        self._timer.timeout.connect(self._on_beat)

    def start(self) -> None:
        self._last, self._waited = monotonic(), _waited()
        self._timer.start()

    def stop(self) -> Health:
        self._timer.stop()
        none = self._none
        return Health(len(none), max(self._late), max(self._own), none[0], min(none), max(none))

    def _on_beat(self) -> None:
        now, waited = monotonic(), _waited()
        late = (now - self._last) * 1000 - BEAT_MILLISECONDS
        self._late.append(late)
        self._own.append(late - (waited - self._waited) * 1000)
        self._none.append(sys.getrefcount(None))
        self._last, self._waited = now, waited


def _waited() -> float:
    """Seconds for which this thread was ready to run and had no processor; 0 where that is not told."""
    return int(SCHEDSTAT.read_text().split()[1]) / 1e9 if SCHEDSTAT.exists() else 0.0


class Person(QObject):
    """Somebody who looks at the activity, at the cases and at the newest of them, again and again."""

    def __init__(self, desk: Desk, heart: Heart) -> None:
        super().__init__()
        self._desk, self._heart = desk, heart
        self._looks = cycle((self._activity, self._cases, self._newest_case))
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MILLISECONDS)
        self._timer.timeout.connect(lambda: next(self._looks)())
        self._ready = QTimer(self)
        self._ready.setInterval(20)
        self._ready.timeout.connect(self._on_ready)
        self._ready.start()

    def _on_ready(self) -> None:
        if self._desk.receiver.state == "receiving" and self._desk.shown.channel is not None:
            self._ready.stop()
            print(f"Receiving on {self._desk.receiver.url}", flush=True)
            self._heart.start()
            self._timer.start()

    def _activity(self) -> None:
        self._desk.shown.show_page(ACTIVITY)

    def _cases(self) -> None:
        self._desk.shown.show_page(CASES)

    def _newest_case(self) -> None:
        with connection():
            newest = case_pages.page(Filter(), limit=1)
        for case in newest:
            self._desk.window.open_case(case.id)


def main(database: str, weakness: str | None = None) -> None:
    if weakness is not None:
        WEAKNESSES[weakness]()
    app = application()
    desk = open_desk(app, Path(database))
    heart = Heart()
    person = Person(desk, heart)
    interrupts = Interrupts(desk.background.end)
    desk.start()
    app.exec()
    print(msgspec.json.encode(heart.stop()).decode(), flush=True)
    interrupts.close()
    person.deleteLater()
    desk.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
