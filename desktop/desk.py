"""The program put together: everything is built here once and handed on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from desktop import overview
from desktop.activity.page import ActivityPage
from desktop.asking import Ask
from desktop.bridge import Bridge
from desktop.cases.exporting import ExportCases
from desktop.cases.page import CasesPage
from desktop.channels.channel_actions import ChannelActions
from desktop.channels.removal import Removal
from desktop.commands import Commands
from desktop.desk_person import DeskPerson
from desktop.edit_actions import EditActions
from desktop.main_window import MOMENT_MS, MainWindow
from desktop.message_text import can_open
from desktop.move_to_server import MoveToServer
from desktop.people_dialog import PeopleDialog
from desktop.receiver_control import ReceiverControl
from desktop.reload import Reload
from desktop.search.search import Search
from desktop.status import StatusBar
from desktop.tasks import Tasks
from desktop.theme import ThemeHolder
from models import channels, database
from models.changes import Change
from models.config import Config

FIRST_PURPOSE = "First web hook"
SETTINGS_FILE = "window.ini"


def open_in_browser(url: str) -> None:
    """Hands an address to the system; only those that may be opened."""
    if can_open(url):
        QDesktopServices.openUrl(QUrl(url))


class Desk(QObject):
    """Needs the open database. `start()` shows and receives, `stop()` ends all of it in order."""

    def __init__(
        self,
        config: Config,
        *,
        app: QApplication,
        folder: Path,
        log_file: Path | None = None,
        ask: Ask | None = None,
        open_url: Callable[[str], object] = open_in_browser,
    ) -> None:
        """`folder` is where the window keeps its place and size."""
        super().__init__()
        self.theme = ThemeHolder(app, config.theme, self)
        self.tasks = Tasks(parent=self)
        self.bridge = Bridge(self)
        self.receiver = ReceiverControl(config, self.tasks, self)
        self.removal = Removal(self.tasks, self)
        self.person = DeskPerson(config.person, tasks=self.tasks, parent=self)
        self._ask = asking = ask or Ask()
        tasks, theme, base_url = self.tasks, self.theme, self.receiver.base_url
        activity = ActivityPage(tasks=tasks, theme=theme, base_url=base_url, open_url=open_url)
        cases = CasesPage(
            tasks=tasks, theme=theme, ask=asking, by=self.person.name, base_url=base_url, open_url=open_url
        )
        self.window = MainWindow(
            theme=theme,
            activity=activity,
            cases=cases,
            search=Search(tasks=tasks, theme=theme, parent=self),
            status=StatusBar(theme=theme, database=database.label()),
            settings=_settings(folder / SETTINGS_FILE),
        )
        self.channels = ChannelActions(
            tasks=tasks,
            theme=theme,
            ask=asking,
            removal=self.removal,
            base_url=base_url,
            parent=self.window,
        )
        self.exporting = ExportCases(tasks=tasks, ask=asking, window=self.window)
        self.moving = MoveToServer(
            tasks=tasks, ask=asking, receiver=self.receiver, action=self.window.menu_actions.move_to_server,
            window=self.window, is_named="database" in config.explicit,
        )  # fmt: skip
        read = partial(overview.read, self.window.wanted_channels, self.person.name)
        self.reload = Reload(self.tasks, read, self._on_read, owner=self)
        self.commands = Commands(
            tasks=tasks,
            theme=theme,
            ask=asking,
            window=self.window,
            channels=self.channels,
            receiver=self.receiver,
            log_file=log_file,
            read_again=self.reload,
        )
        self._edit_actions = EditActions(app, self.window.menu_actions, self)
        self._connect()
        self._stopped = False

    def start(self) -> None:
        """Shows the window, then does the rest while it can be seen."""
        self.window.side.view.setFocus()
        self.window.show()
        self.tasks.run(lambda: channels.ensure_first(FIRST_PURPOSE), self._on_first, owner=self)

    def stop(self) -> bool:
        """Finishes what was accepted and closes the database. True when nothing was left behind."""
        if self._stopped:
            return True
        self._stopped = True
        self._edit_actions.stop()
        self.exporting.cancel()
        self.moving.cancel()
        self.removal.cancel()
        self.bridge.stop()
        stopped = self.receiver.stop()
        self.tasks.close()
        # One that was being started meanwhile.
        stopped = self.receiver.stop() and stopped
        database.close_database()
        return stopped

    def _connect(self) -> None:
        window = self.window
        self.bridge.changed.connect(self._on_changed)
        self.tasks.troubled.connect(window.banner.show_problem)
        window.channel_chosen.connect(lambda _: self.reload())
        window.looked_at.connect(self._on_looked_at)
        self.person.changed.connect(lambda _: self.reload())
        window.menu_actions.people.triggered.connect(self._edit_people)
        window.menu_actions.person.triggered.connect(lambda: self.person.choose(window))
        window.menu_actions.search.triggered.connect(window.search.begin)
        window.menu_actions.export_cases.triggered.connect(self._export)
        self.moving.moved.connect(window.close)
        self.exporting.announced.connect(lambda line: window.status.showMessage(line, MOMENT_MS))
        self.channels.added.connect(window.choose_channel)
        self.channels.added.connect(lambda _: self.reload())
        self.removal.progressed.connect(self._on_removal_progressed)
        self.removal.finished.connect(lambda: window.status.show_work(None))
        window.status.cancelled.connect(self.removal.cancel)

    def _on_first(self, _: object) -> None:
        self.bridge.start()
        self.receiver.start()
        self.reload()
        self.removal.start()

    def _edit_people(self) -> None:
        dialog = PeopleDialog(tasks=self.tasks, ask=self._ask, parent=self.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _export(self) -> None:
        listed = self.window.cases.pane.model.listed
        if listed is not None:
            self.exporting.start(listed.filter, listed.order)

    def _on_changed(self, change: Change) -> None:
        self.reload()
        self.window.refresh(change)

    def _on_read(self, read: overview.Overview) -> None:
        self.window.banner.hide_unavailable()
        self.window.show_overview(read)
        self.commands.show_overview(read)

    def _on_removal_progressed(self, rows: int) -> None:
        self.window.status.show_work(f"Deleting what the channel held: {rows:,} rows")

    def _on_looked_at(self, channel_id: int) -> None:
        self.tasks.run(lambda: channels.mark_seen(channel_id), lambda _: None, owner=self)


def _settings(path: Path) -> QSettings:
    """The place and size of the window, in a file that is private like all others here."""
    path.touch(mode=0o600)
    return QSettings(str(path), QSettings.Format.IniFormat)
