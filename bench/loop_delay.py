"""How late the window's event loop is while its receiver works, measured in a process of its own.

`python -m bench.loop_delay DATABASE` prints where it receives; a moment later, when the load has set in, it measures
for `--seconds`, prints what it saw, and goes on receiving until it is told to end.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, QTimer

from bench.desks import open_desk
from bench.heart import Heart
from desktop.application import application
from desktop.desk import Desk
from desktop.interrupts import Interrupts

LOOK_MILLISECONDS = 20
SETTLE_MILLISECONDS = 1500


class Measurement(QObject):
    """Says where the receiver is once it receives, measures after a while, and says what it saw."""

    def __init__(self, desk: Desk, seconds: float) -> None:
        super().__init__()
        self._desk = desk
        self._heart = Heart()
        self._look = QTimer(self, interval=LOOK_MILLISECONDS)
        self._look.timeout.connect(self._on_look)
        self._begin = QTimer(self, interval=SETTLE_MILLISECONDS, singleShot=True)
        self._begin.timeout.connect(self._heart.start)
        self._end = QTimer(self, interval=SETTLE_MILLISECONDS + int(seconds * 1000), singleShot=True)
        self._end.timeout.connect(self._on_end)
        self._look.start()

    def _on_look(self) -> None:
        if self._desk.receiver.state == "receiving":
            print(f"Receiving on {self._desk.receiver.url}", flush=True)
            self._look.stop()
            self._begin.start()
            self._end.start()

    def _on_end(self) -> None:
        print(msgspec.json.encode(self._heart.stop().delay()).decode(), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", type=Path)
    parser.add_argument("--seconds", type=float, default=10.0)
    options = parser.parse_args()
    app = application()
    desk = open_desk(app, options.database)
    measurement = Measurement(desk, options.seconds)
    interrupts = Interrupts(desk.window.close)
    desk.start()
    app.exec()
    interrupts.close()
    measurement.deleteLater()
    desk.stop()


if __name__ == "__main__":
    main()
