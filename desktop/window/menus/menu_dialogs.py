"""The dialogs that the Edit and Help menus open: people, retention, and what this program is."""

from __future__ import annotations

import platform
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog

from desktop.administration.people_dialog import PeopleDialog
from desktop.administration.retention_dialog import RetentionDialog
from desktop.data.tasks import Tasks
from desktop.dialogs.asking import Ask
from desktop.window.main_window import MainWindow
from models.problems import Problem
from models.settings.version import version


class MenuDialogs(QObject):
    """Each is a child of the window, and goes when it is closed."""

    def __init__(self, *, window: MainWindow, tasks: Tasks, ask: Ask, log_file: Path | None) -> None:
        super().__init__(window)
        self._window, self._tasks, self._ask, self._log_file = window, tasks, ask, log_file

    @property
    def has_log(self) -> bool:
        """Whether there is a log to open."""
        return self._log_file is not None

    def edit_people(self) -> None:
        """Edit the list of people to whom cases can be assigned."""
        _open(PeopleDialog(tasks=self._tasks, ask=self._ask, parent=self._window))

    def edit_retention(self) -> None:
        """Edit how long deliveries are kept."""
        _open(RetentionDialog(tasks=self._tasks, parent=self._window))

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


def _open(dialog: QDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
