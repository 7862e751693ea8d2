"""How late the window's event loop is while its receiver works, measured in a process of its own.

`python -m bench.window.loop_delay DATABASE` prints where it receives; a moment later, when the load has set in, it
measures for `--seconds`, prints what it saw, and goes on receiving until it is told to end.
"""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QObject, QTimer

from bench.desks import measure
from bench.window.heart import Heart
from desktop.desk import Desk

LOOK_MILLISECONDS = 20
SETTLE_MILLISECONDS = 1500


class Measurement(QObject):
    """Says where the receiver is once it receives, measures after a while, and says what it saw."""

    def __init__(self, desk: Desk, seconds: float) -> None:
        super().__init__()
        self._desk = desk
        self._heart = Heart()
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MILLISECONDS)
        self._look.timeout.connect(self._on_look)
        self._begin = QTimer(self, singleShot=True)
        self._begin.setInterval(SETTLE_MILLISECONDS)
        self._begin.timeout.connect(self._heart.start)
        self._end = QTimer(self, singleShot=True)
        self._end.setInterval(SETTLE_MILLISECONDS + int(seconds * 1000))
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
    measure(str(__doc__), Measurement)


if __name__ == "__main__":
    main()
