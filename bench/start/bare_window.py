"""The barest window of PySide6, in a process of its own: until it has been painted.

`python -m bench.start.bare_window BEGAN`; BEGAN is the monotonic time at which the caller started this process.
"""

from __future__ import annotations

import sys
from time import monotonic

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMainWindow, QPlainTextEdit


class BareWindow(QMainWindow):
    """A text to write in, and nothing more."""

    def __init__(self) -> None:
        super().__init__()
        self.painted_at: float | None = None
        self.setCentralWidget(QPlainTextEdit("Hello"))
        self.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.painted_at is None and event.type() == QEvent.Type.UpdateRequest:
            watched.event(event)  # it paints in here
            self.painted_at = monotonic()
            self.close()
            return True
        return False


def main() -> None:
    app = QApplication(["bare"])
    window = BareWindow()
    window.show()
    app.exec()
    if window.painted_at is None:
        raise SystemExit("The window was closed before it was painted.")
    sys.stdout.write(f"{window.painted_at - float(sys.argv[1])}\n")


if __name__ == "__main__":
    main()
