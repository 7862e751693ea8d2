"""`hookdesk` itself, with a heart that is listened to, and with files that it writes in one folder.

`python -m tests.torture.window.hands_program DATABASE FOLDER [WEAKNESS]` prints where it receives, each time that
changes, and at its end what was seen.
"""

from __future__ import annotations

import faulthandler
import sys
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import Qt, QTimer
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget

from desktop import app, running
from desktop.desk import Desk
from desktop.dialogs.asking import Ask
from desktop.dialogs.popup import Popup
from tests.torture.weakened import WEAKNESSES
from tests.torture.window.window_program import BEAT_MILLISECONDS, Health, Heart


class Visit(msgspec.Struct, frozen=True):
    """How the heart was, what was in front at its beats, and how often the colours changed."""

    health: Health
    seen: list[str]
    themes: int


class Careful(Ask):
    """Answers each question where a file shall be written or printed: always in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def save_file(self, parent: QWidget | None, title: str, name: str, kinds: str) -> Path | None:
        return self._folder / name

    def printer(self, parent: QWidget | None) -> QPrinter | None:
        printer = QPrinter()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self._folder / "printed.pdf"))
        return printer


class WatchedDesk(Desk):
    """Fills its screen, and says at its end what was seen."""

    folder = Path()

    def __init__(self, *values: Any, **named: Any) -> None:
        super().__init__(*values, **named | {"ask": Careful(self.folder)})
        self._heart = Heart()
        self._seen, self._themes, self._is_beating = set[str](), 0, False
        self._looking = QTimer(self)
        self._looking.timeout.connect(self._on_time)
        self.theme.changed.connect(self._on_theme_changed)
        self.receiver.changed.connect(self._on_receiver_changed)

    def start(self) -> None:
        super().start()
        self.window.showMaximized()

    def stop(self) -> bool:
        if self._is_beating:
            self._is_beating = False
            self._looking.stop()
            visit = Visit(self._heart.stop(), sorted(self._seen), self._themes)
            print(msgspec.json.encode(visit).decode(), flush=True)
        return super().stop()

    def _on_receiver_changed(self) -> None:
        if self.receiver.state != "receiving":
            return
        QTimer.singleShot(2 * BEAT_MILLISECONDS, self, self._say_where)  # when the heart has had its first beat
        if not self._is_beating:
            self._is_beating = True
            self._heart.start()
            self._looking.start(BEAT_MILLISECONDS)

    def _say_where(self) -> None:
        print(f"Receiving on {self.receiver.url}", flush=True)

    def _on_theme_changed(self) -> None:
        self._themes += 1

    def _on_time(self) -> None:
        here = Qt.FindChildOption.FindDirectChildrenOnly
        pages = (self.window.activity, self.window.cases, self.window.deliveries)
        front = (QApplication.activeModalWidget(), QApplication.activePopupWidget(), QApplication.activeWindow())
        there = (*pages, *front, self.window.findChild(Popup, options=here))
        self._seen.update(type(each).__name__ for each in there if each is not None and each.isVisible())


def main(database: str, folder: str, weakness: str | None = None) -> int:
    if weakness is not None:
        WEAKNESSES[weakness]()
    WatchedDesk.folder = Path(folder)
    vars(running)["Desk"] = WatchedDesk
    return app.main(["--database", database, "--port", "0", "--theme", "light", "--person", "Deniz"])


if __name__ == "__main__":
    faulthandler.enable()
    sys.exit(main(*sys.argv[1:]))
