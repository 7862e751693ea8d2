"""Opens the settings, with the parts of the program that its pages act on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.administration.desk_person import DeskPerson
from desktop.administration.move_to_server import MoveToServer
from desktop.data.shown import Shown
from desktop.data.tasks import Tasks
from desktop.dialogs.asking import Ask
from desktop.process.receiver_control import ReceiverControl
from desktop.restoring.restore import Restore
from desktop.settings.appearance_page import AppearancePage
from desktop.settings.database.database_page import DatabasePage
from desktop.settings.database.database_work import DatabaseWork
from desktop.settings.deliveries_page import DeliveriesPage
from desktop.settings.fields.program_options import ProgramOptions
from desktop.settings.fields.receiver_change import ReceiverChange
from desktop.settings.notifications import Notifications
from desktop.settings.notifications_page import NotificationsPage
from desktop.settings.people_page import PeoplePage
from desktop.settings.reach.reach import Reach
from desktop.settings.receiver_page import ReceiverPage
from desktop.settings.settings_dialog import SettingsDialog
from desktop.settings.start_page import StartPage
from desktop.widgets.theme import ThemeChoice, ThemeHolder
from models.settings.config import Config


class Settings(QObject):
    """The dialog is made each time it is opened, and shows what holds then."""

    def __init__(
        self,
        config: Config,
        *,
        receiver: ReceiverControl,
        person: DeskPerson,
        moving: MoveToServer,
        restoring: Restore,
        notifications: Notifications,
        shown: Shown,
        tray_there: bool,
        log_file: Path | None,
        theme: ThemeHolder,
        tasks: Tasks,
        ask: Ask,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._window, self._receiver, self._person, self._theme = window, receiver, person, theme
        self._tasks, self._ask, self._moving, self._restoring = tasks, ask, moving, restoring
        self.notifications, self._shown, self._tray_there = notifications, shown, tray_there
        self._log_file = log_file
        self.options = ProgramOptions(config, tasks=tasks, parent=self)
        self.receiver_change = ReceiverChange(receiver=receiver, tasks=tasks, ask=ask, parent=self)
        self._database_work = DatabaseWork(tasks=tasks, config=config, parent=self)
        self._reach = Reach(receiver=receiver, change=self.receiver_change, ask=ask, parent=self)
        self.options.refused.connect(tasks.troubled)

    def stop(self) -> None:
        """Have what takes long stop."""
        self._database_work.cancel()
        self._reach.stop()

    def open(self, choose_theme: Callable[[ThemeChoice], None]) -> None:
        """Show the settings, with the first page in front."""
        tasks, ask, receiver, change = self._tasks, self._ask, self._receiver, self.receiver_change
        database = DatabasePage(tasks=tasks, work=self._database_work, options=self.options)
        pages = (
            ReceiverPage(receiver=receiver, change=change, reach=self._reach, theme=self._theme),
            database,
            DeliveriesPage(tasks=tasks, receiver=receiver, change=change),
            NotificationsPage(
                notifications=self.notifications, channels=self._shown.channels, tray_there=self._tray_there
            ),
            AppearancePage(theme=self._theme, options=self.options, choose_theme=choose_theme),
            PeoplePage(tasks=tasks, ask=ask, person=self._person, options=self.options),
            StartPage(
                tasks=tasks,
                ask=ask,
                receiver=receiver,
                change=change,
                options=self.options,
                log_file=self._log_file,
            ),
        )
        dialog = SettingsDialog(pages, self._window)
        dialog.finished.connect(dialog.deleteLater)
        for wanted, begin in (
            (database.move_wanted, self._moving.open),
            (database.restore_wanted, self._restoring.open),
        ):
            wanted.connect(dialog.accept)
            wanted.connect(begin)
        dialog.open()
