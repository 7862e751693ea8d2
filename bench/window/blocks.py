"""How long the window is held in one go by what a person does, measured in a process of its own.

`python -m bench.window.blocks DATABASE` prints the longest block of each time that something was done.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, QTimer

from bench.desks import open_desk
from bench.window.hands import Hands, Step
from bench.window.heart import Heart, Pulse
from desktop.desk import Desk
from desktop.process.application import application

LOOK_MILLISECONDS = 20
# All is done when so many looks one after another found nothing under way.
QUIET_LOOKS = 6


class Doing(msgspec.Struct, frozen=True):
    """Something that was done, and what was seen each time."""

    name: str
    pulses: list[Pulse]


class Measurement(QObject):
    """Lets the hands do one step after another once the desk receives, and ends the program."""

    def __init__(self, desk: Desk, times: int) -> None:
        super().__init__()
        self.found: dict[str, list[Pulse]] = {}
        self._desk, self._times = desk, times
        self._heart = Heart(self)
        self._steps: Iterator[Step] = iter(())
        self._step: Step | None = None
        self._quiet = 0
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MILLISECONDS)
        self._look.timeout.connect(self._on_look)
        self._look.start()
        self._wait = QTimer(self, singleShot=True)
        self._wait.timeout.connect(self._on_step_over)

    def _on_look(self) -> None:
        desk = self._desk
        ready = desk.receiver.state == "receiving" and desk.tasks.idle() and desk.picture_tasks.idle()
        self._quiet = self._quiet + 1 if ready else 0
        if self._quiet < QUIET_LOOKS:
            return
        self._look.stop()
        if self._step is None:
            self._steps = Hands(self._desk, self._times).steps()
        self._on_step_over()

    def _on_step_over(self) -> None:
        pulse = self._heart.stop()
        if self._step is not None and self._step.name:
            self.found.setdefault(self._step.name, []).append(pulse)
        self._step = next(self._steps, None)
        if self._step is None:
            self._desk.background.end()
            return
        self._heart.start()
        QTimer.singleShot(0, self, self._on_begin)

    def _on_begin(self) -> None:
        if self._step is None:
            return
        self._step.do()
        if self._step.after is None:
            self._quiet = 0
            self._look.start()
        else:
            self._wait.start(self._step.after)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", type=Path)
    parser.add_argument("--times", type=int, default=20)
    options = parser.parse_args()
    app = application()
    desk = open_desk(app, options.database)
    measurement = Measurement(desk, options.times)
    desk.start()
    app.exec()
    found = [Doing(name, pulses) for name, pulses in measurement.found.items()]
    measurement.deleteLater()
    desk.stop()
    sys.stdout.write(msgspec.json.encode(found).decode() + "\n")


if __name__ == "__main__":
    main()
