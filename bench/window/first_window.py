"""The start of the window, measured in a process of its own: until its first page has been painted.

`python -m bench.window.first_window DATABASE BEGAN`; BEGAN is the monotonic time at which the caller
started this process.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from bench.desks import open_desk
from desktop.desk import Desk
from desktop.process.application import application


class FirstPaint(QObject):
    """Notes when the activity page is painted for the first time after its first page has come."""

    def __init__(self, app: QApplication, desk: Desk) -> None:
        super().__init__()
        self.at: float | None = None
        self._app = app
        self._page = desk.window.activity
        self._has_page = False
        self._page.model.loaded.connect(self._on_loaded)
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._has_page and self.at is None and event.type() == QEvent.Type.UpdateRequest:
            # The window paints in here; what comes after it finds the page on the screen.
            watched.event(event)
            self.at = monotonic()
            self._app.quit()
            return True
        return False

    def _on_loaded(self) -> None:
        self._has_page = True
        self._page.update()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", type=Path)
    parser.add_argument("began", type=float)
    options = parser.parse_args()
    app = application()
    desk = open_desk(app, options.database)
    first = FirstPaint(app, desk)
    desk.start()
    app.exec()
    app.removeEventFilter(first)
    desk.stop()
    if first.at is None:
        raise SystemExit("The window was closed before it was painted.")
    sys.stdout.write(f"{first.at - options.began}\n")


if __name__ == "__main__":
    main()
