"""The program put together: everything is built here once and handed on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSettings
from PySide6.QtWidgets import QApplication

from desktop.activity.page import ActivityPage
from desktop.administration.desk_person import DeskPerson
from desktop.administration.move_to_server import MoveToServer
from desktop.attachments.attachment_use import AttachmentUse
from desktop.cases.detail.begun_comments import BegunComments
from desktop.cases.page import CasesPage
from desktop.channels.channel_actions import ChannelActions
from desktop.channels.kept_on_top import KeptOnTop
from desktop.data.bridge import Bridge
from desktop.data.reload import Reload, always
from desktop.data.shown import Shown
from desktop.data.tasks import Tasks
from desktop.deliveries.page import DeliveriesPage
from desktop.dialogs.asking import Ask
from desktop.dialogs.link_opener import LinkOpener, open_by_system
from desktop.formats.editors import FormatEditors
from desktop.help.guide_keys import GuideKeys
from desktop.menus.action_set import ActionSet
from desktop.menus.menu import fill
from desktop.process.garbage import Garbage
from desktop.process.leaving import Leaving
from desktop.process.receiver_control import ReceiverControl
from desktop.restoring.restore import Restore
from desktop.search.search import Search
from desktop.settings.notifications import Notifications
from desktop.settings.settings import Settings
from desktop.suggestions.suggestion_use import SuggestionUse
from desktop.tray.background import Background
from desktop.tray.tray_table import ON_PROGRAM, TRAY_MENU
from desktop.widgets.theme import ThemeHolder
from desktop.window import overview
from desktop.window.exporting import Exporting
from desktop.window.main_window import MOMENT_MS, MainWindow
from desktop.window.menus.commands import Commands
from desktop.window.menus.focus_edit import FocusEdit
from desktop.window.menus.menu_dialogs import MenuDialogs
from desktop.window.menus.menus import Menus
from desktop.window.status_bar import StatusBar
from desktop.words.language import Sentence, tr
from models import database
from models.channels import channels
from models.files.store import store_of
from models.news.changes import Change
from models.settings.config import Config

FIRST_PURPOSE = Sentence("First web hook")
SETTINGS_FILE = "window.ini"
# The page of the guide about each page of a channel.
GUIDE_PAGES = ("messages", "cases", "deliveries")


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
        hand_over: Callable[[str], bool] = open_by_system,
        tray_there: bool = False,
    ) -> None:
        """`folder` is where the window keeps its place and size, `hand_over` opens a link and says whether it could.

        `tray_there`: this desktop has a tray.
        """
        super().__init__()
        self.theme = ThemeHolder(app, config.theme, self)
        self.tasks = Tasks(parent=self)
        self.bridge = Bridge(self)
        self.shown = Shown(self)
        self.receiver = ReceiverControl(config, self.tasks, self)
        self.person = DeskPerson(config.person, tasks=self.tasks, parent=self)
        asking = ask or Ask()
        tasks, theme, base_url = self.tasks, self.theme, self.receiver.base_url
        settings = settings_in(folder)
        self.on_top = KeptOnTop(settings, self)
        self.formats = FormatEditors(tasks=tasks, theme=theme, ask=asking, parent=self)
        open_url = LinkOpener(asking, hand_over).open
        self.picture_tasks = Tasks(1, self)
        self.attachments = AttachmentUse(
            tasks=tasks,
            reading=self.picture_tasks,
            theme=theme,
            ask=asking,
            store=lambda: store_of(config),
            folder=folder,
            open_url=open_url,
            hand_over=hand_over,
            parent=self,
        )
        self._begun = BegunComments(settings)
        self.window = self._new_window(settings, asking, open_url)
        self.guide = GuideKeys(
            app, theme=theme, open_url=open_url, elsewhere=lambda: GUIDE_PAGES[self.shown.page], parent=self
        )
        self.channels = ChannelActions(
            tasks=tasks,
            theme=theme,
            shown=self.shown,
            ask=asking,
            base_url=base_url,
            on_top=self.on_top,
            parent=self.window,
        )
        self.suggestions = SuggestionUse(tasks=tasks, ask=asking, window=self.window)
        self.exporting = Exporting(tasks=tasks, ask=asking, window=self.window)
        self.moving = MoveToServer(
            tasks=tasks,
            ask=asking,
            receiver=self.receiver,
            window=self.window,
            config=config,
        )
        self.restoring = Restore(tasks=tasks, ask=asking, receiver=self.receiver, window=self.window)
        self.settings = Settings(
            config,
            receiver=self.receiver,
            person=self.person,
            moving=self.moving,
            restoring=self.restoring,
            notifications=Notifications(settings, self),
            shown=self.shown,
            tray_there=tray_there,
            log_file=log_file,
            theme=theme,
            tasks=tasks,
            ask=asking,
            window=self.window,
        )
        read = partial(overview.read, self.shown.choose, self.person.name)
        self.reload = Reload(self.tasks, lambda _: read(), self._on_read, question=always, owner=self)
        self._focus = FocusEdit(app, self)
        self.commands = Commands(
            window=self.window,
            shown=self.shown,
            channels=self.channels,
            receiver=self.receiver,
            exporting=self.exporting,
            moving=self.moving,
            person=self.person,
            settings=self.settings,
            dialogs=MenuDialogs(window=self.window, guide=self.guide, log_file=log_file),
            focus=self._focus,
            theme=theme,
            tasks=tasks,
            ask=asking,
            read_again=self.reload,
        )
        self._leaving = Leaving(app=app, receiver=self.receiver, ask=asking, parent=self)
        self.background = Background(
            app=app,
            window=self.window,
            shown=self.shown,
            receiver=self.receiver,
            leaving=self._leaving,
            tasks=tasks,
            theme=theme,
            settings=settings,
            notifications=self.settings.notifications,
            tray_there=tray_there,
            parent=self,
        )
        of_program = ActionSet(ON_PROGRAM, lambda: self.background, theme=theme, parent=self.window)
        self.settings.notifications.changed.connect(of_program.update)
        self.menus = Menus(self.commands, self.channels, of_program, theme=theme)
        self.actions = self.menus.actions
        if self.background.tray is not None:
            fill(self.background.tray.menu, TRAY_MENU, of_program)
        self._garbage = Garbage(self)
        self._connect()
        self._stopped = False

    def start(self) -> None:
        """Show the window, then do the rest while it can be seen."""
        self.window.show()
        self._garbage.start()
        self.tasks.run(lambda: channels.ensure_first(tr(FIRST_PURPOSE)), self._on_first, owner=self)

    def stop(self) -> bool:
        """Finish what was accepted and close the database. True when nothing was left behind."""
        if self._stopped:
            return True
        self._stopped = True
        self._focus.stop()
        self.guide.stop()
        self.background.stop()
        self.formats.stop()
        self.exporting.task.cancel()
        self.suggestions.task.cancel()
        self.moving.cancel()
        self.settings.stop()
        self.window.deliveries.stop()
        self.bridge.stop()
        stopped = self.receiver.stop()
        self.picture_tasks.close()
        self.tasks.close()
        # Also a receiver that was being started meanwhile.
        stopped = self.receiver.stop() and stopped
        self.attachments.stop()
        database.close_database()
        self._garbage.stop()
        return stopped

    def _new_window(self, settings: QSettings, ask: Ask, open_url: Callable[[str], object]) -> MainWindow:
        tasks, theme, shown, base_url = self.tasks, self.theme, self.shown, self.receiver.base_url
        return MainWindow(
            theme=theme,
            shown=shown,
            activity=ActivityPage(
                tasks=tasks,
                theme=theme,
                shown=shown,
                base_url=base_url,
                open_url=open_url,
                use=self.attachments,
            ),
            cases=CasesPage(
                tasks=tasks,
                theme=theme,
                shown=shown,
                ask=ask,
                by=self.person.name,
                base_url=base_url,
                open_url=open_url,
                use=self.attachments,
                begun=self._begun,
            ),
            deliveries=DeliveriesPage(tasks=tasks, theme=theme, shown=shown, ask=ask, base_url=base_url),
            search=Search(tasks=tasks, theme=theme, shown=shown, parent=self),
            status=StatusBar(theme=theme, database=database.label()),
            on_top=self.on_top,
            settings=settings,
        )

    def _connect(self) -> None:
        window = self.window
        self.bridge.changed.connect(self._on_changed)
        self.bridge.troubled.connect(window.banner.show_trouble)
        self.bridge.troubled.connect(self.receiver.show_trouble)
        self.bridge.warned.connect(window.banner.show_problem)
        self.bridge.eased.connect(window.banner.take_back)
        self.tasks.troubled.connect(window.banner.show_problem)
        self.shown.moved.connect(self.reload)
        window.looking.messages_seen.connect(self._on_messages_seen)
        window.looking.deliveries_seen.connect(self._on_deliveries_seen)
        self.person.changed.connect(lambda _: self.reload())
        self.moving.moved.connect(self.background.end)
        self.restoring.chosen.connect(self.background.end)
        for format_wanted in (window.deliveries.format_wanted, self.channels.format_wanted):
            format_wanted.connect(self.formats.open_editor)
        for use_wanted in (window.deliveries.use_wanted, window.notice_bar.use_wanted):
            use_wanted.connect(self.suggestions.use)
        self.channels.reads_otherwise.connect(self.suggestions.offer)
        self.suggestions.used.connect(self.commands.refresh)
        self.suggestions.announced.connect(lambda line: window.status.showMessage(line, MOMENT_MS))
        self.attachments.announced.connect(lambda line: window.status.showMessage(line, MOMENT_MS))
        self.exporting.announced.connect(lambda line: window.status.showMessage(line, MOMENT_MS))
        self.channels.added.connect(self.shown.show_channel)
        self.channels.added.connect(lambda _: self.reload())

    def _on_first(self, _: object) -> None:
        self.bridge.start()
        self.attachments.start(self._begun.paths())
        self.receiver.start()
        self.background.start()
        self.reload()

    def _on_changed(self, change: Change) -> None:
        self.reload()
        self.background.on_changed()
        self.window.pages.on_changed(change)
        self.formats.on_changed(change)

    def _on_read(self, read: overview.Overview) -> None:
        self.window.banner.hide_unavailable()
        self.window.show_overview(read)
        self.commands.show_overview(read)
        self._leaving.show_spoke(read.spoke)

    def _on_messages_seen(self, channel_id: int, newest_id: int) -> None:
        self.tasks.run(lambda: channels.mark_seen_up_to(channel_id, newest_id), lambda _: None, owner=self)

    def _on_deliveries_seen(self, channel_id: int | None, newest_id: int) -> None:
        self.tasks.run(lambda: channels.mark_deliveries_seen(channel_id, newest_id), lambda _: None, owner=self)


def settings_in(folder: Path) -> QSettings:
    """The place and size of the window and what it keeps, in a file that is private like all others here."""
    path = folder / SETTINGS_FILE
    path.touch(mode=0o600)
    return QSettings(str(path), QSettings.Format.IniFormat)
