"""What all parts of the desk stand on: what is shown and how it looks, tasks, the receiver, the person."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from desktop.administration.desk_person import DeskPerson
from desktop.data.bridge import Bridge
from desktop.data.tasks import Tasks
from desktop.dialogs.asking import Ask
from desktop.dialogs.link_opener import LinkOpener
from desktop.process.receiver_control import ReceiverControl
from desktop.window.main_window import MainWindow
from models.settings.config import Config


class Ground(QObject):
    """Knows no page, no dialog and no menu."""

    def __init__(
        self,
        config: Config,
        window: MainWindow,
        *,
        app: QApplication,
        folder: Path,
        ask: Ask,
        hand_over: Callable[[str], bool],
        log_file: Path | None,
        tray_there: bool,
        parent: QObject,
    ) -> None:
        """Take what Desk() was given."""
        super().__init__(parent)
        self.config, self.window, self.app, self.ask = config, window, app, ask
        self.folder, self.log_file, self.tray_there = folder, log_file, tray_there
        self.theme, self.settings, self.shown = window.theme, window.settings, window.shown
        for one in (self.theme, self.shown):  # they outlive the window
            one.setParent(self)
        self.hand_over, self.open_url = hand_over, LinkOpener(ask, hand_over).open
        self.tasks = Tasks(parent=self)
        self.bridge = Bridge(self)
        self.receiver = ReceiverControl(config, self.tasks, self)
        self.person = DeskPerson(config.person, tasks=self.tasks, parent=self)
