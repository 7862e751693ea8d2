"""What the Help menu opens: the guide, the data folder, the log, and what this program is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices

from desktop.help.guide_keys import GuideKeys
from desktop.window.main_window import MainWindow
from desktop.window.menus.about_dialog import AboutDialog
from models.settings.licences import bundled_parts
from models.settings.paths import data_folder


class MenuDialogs(QObject):
    """Over the window."""

    def __init__(self, *, window: MainWindow, guide: GuideKeys, log_file: Path | None) -> None:
        super().__init__(window)
        self._window, self._log_file = window, log_file
        self.guide = guide

    @property
    def has_log(self) -> bool:
        """Whether there is a log to open."""
        return self._log_file is not None

    def open_data_folder(self) -> None:
        """Hand the folder of the database, its backups and files to the system."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(data_folder())))

    def open_log(self) -> None:
        """Hand the log to the system."""
        if self._log_file is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log_file)))

    def show_about(self) -> None:
        """Say which program this is."""
        dialog = AboutDialog(bundled_parts(), parent=self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
