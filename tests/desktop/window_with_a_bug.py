"""`python -m tests.desktop.window_with_a_bug DATABASE`: the program with a bug at the end of its start.

It closes the dialog that says so, and prints what stood in it.
"""

from __future__ import annotations

import sys
from unittest.mock import patch

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop import app, running
from desktop.desk import Desk
from desktop.process.crash_dialog import CrashDialog

LOOK_MILLISECONDS = 20


class DeskWithABug(Desk):
    """Starts, and then does what nobody expected."""

    def start(self) -> None:
        super().start()
        QTimer.singleShot(LOOK_MILLISECONDS, close_when_shown)
        raise ZeroDivisionError("while it starts")


def close_when_shown() -> None:
    """Close the dialog of a bug as soon as it is there."""
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, CrashDialog):
        print(dialog.details.toPlainText(), flush=True)
        dialog.reject()
    else:
        QTimer.singleShot(LOOK_MILLISECONDS, close_when_shown)


if __name__ == "__main__":
    with patch.object(running, "Desk", DeskWithABug):
        sys.exit(app.main(["--database", sys.argv[1], "--port", "0"]))
