"""What the Help menu opens: the log, and what this program is."""

from __future__ import annotations

import platform
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from desktop.dialogs.asking import Ask
from desktop.window.main_window import MainWindow
from models.problems import Problem
from models.settings.version import version


class MenuDialogs(QObject):
    """Over the window."""

    def __init__(self, *, window: MainWindow, ask: Ask, log_file: Path | None) -> None:
        super().__init__(window)
        self._window, self._ask, self._log_file = window, ask, log_file

    @property
    def has_log(self) -> bool:
        """Whether there is a log to open."""
        return self._log_file is not None

    def open_log(self) -> None:
        """Hand the log to the system."""
        if self._log_file is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log_file)))

    def show_about(self) -> None:
        """Say which program this is."""
        about = Problem(
            "Hookdesk {version}",
            "A case desk for web hooks.\n\nPython {python} on {platform}",
            version=version(),
            python=platform.python_version(),
            platform=platform.platform(),
        )
        self._ask.problem(self._window, about)
