"""`hookdesk` itself, which says on its way when its first page has been read and when it receives.

`python -m bench.start.watched_start ARGUMENTS...`; the arguments are those of `hookdesk`.
"""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

from desktop import app
from desktop.window import main_window
from desktop.window.main_window import MainWindow

if TYPE_CHECKING:
    from desktop.window.parts import Parts

READ, RECEIVING = "read", "receiving"


class WatchedWindow(MainWindow):
    """Has the page painted once more when its first page has come."""

    def fill(self, parts: Parts) -> None:
        super().fill(parts)
        self.activity.model.loaded.connect(self._on_loaded)

    def _on_loaded(self) -> None:
        print(READ, flush=True)
        self.activity.update()


class Watch(logging.Handler):
    """Listens to what the receiver has written into the log."""

    def emit(self, record: logging.LogRecord) -> None:
        if record.msg.startswith("Receiving on"):
            print(RECEIVING, flush=True)


def main() -> int:
    vars(main_window)["MainWindow"] = WatchedWindow
    logging.getLogger("desktop.process.receiver_control").addHandler(Watch())
    return app.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
