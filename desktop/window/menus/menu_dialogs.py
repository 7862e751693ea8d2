"""The dialogs that the Edit and Help menus open: people, retention, the keys, and what this program is."""

from __future__ import annotations

import platform
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog

from desktop.administration.desk_person import DeskPerson
from desktop.administration.people_dialog import PeopleDialog
from desktop.administration.retention_dialog import RetentionDialog
from desktop.data.tasks import Tasks
from desktop.dialogs.asking import Ask
from desktop.window.main_window import MainWindow
from desktop.window.menus.shortcuts import Shortcuts, key_groups
from models.problems import Problem
from models.settings.version import version


class MenuDialogs(QObject):
    """Each is a child of the window, and goes when it is closed."""

    def __init__(
        self, *, window: MainWindow, tasks: Tasks, ask: Ask, person: DeskPerson, log_file: Path | None
    ) -> None:
        super().__init__(window)
        self._window, self._tasks, self._ask, self._log_file = window, tasks, ask, log_file
        actions = window.menu_actions
        actions.people.triggered.connect(self._edit_people)
        actions.person.triggered.connect(lambda: person.choose(window))
        actions.retention.triggered.connect(self._edit_retention)
        actions.shortcuts.triggered.connect(self._show_shortcuts)
        actions.open_log.setEnabled(log_file is not None)
        actions.open_log.triggered.connect(self._open_log)
        actions.about.triggered.connect(self._about)

    def _edit_people(self) -> None:
        _open(PeopleDialog(tasks=self._tasks, ask=self._ask, parent=self._window))

    def _edit_retention(self) -> None:
        _open(RetentionDialog(tasks=self._tasks, parent=self._window))

    def _show_shortcuts(self) -> None:
        window = self._window
        _open(Shortcuts(key_groups(window.menu_actions, window.case_keys, window.delivery_keys), window))

    def _open_log(self) -> None:
        if self._log_file is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log_file)))

    def _about(self) -> None:
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
