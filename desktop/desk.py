"""The program put together: everything is built here once and handed on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from desktop.data.reload import Reload, always
from desktop.dialogs.asking import Ask
from desktop.dialogs.link_opener import open_by_system
from desktop.parts.control import Control
from desktop.parts.ground import Ground
from desktop.parts.screens import Screens
from desktop.parts.work import Work
from desktop.process.garbage import Garbage
from desktop.window import overview
from desktop.window.main_window import MOMENT_MS, MainWindow, new_window
from desktop.words.language import Sentence, tr
from models import database
from models.channels import channels
from models.news.changes import Change
from models.settings.config import Config

FIRST_PURPOSE = Sentence("First web hook")
REVEALED_MS = 3000
"""The window is seen as it is, if nothing could be read from the database by then."""


class Desk(QObject):
    """Needs the open database. `start()` shows and receives, `stop()` ends all of it in order."""

    def __init__(
        self,
        config: Config,
        *,
        app: QApplication,
        folder: Path,
        window: MainWindow | None = None,
        log_file: Path | None = None,
        ask: Ask | None = None,
        hand_over: Callable[[str], bool] = open_by_system,
        tray_there: bool = False,
        breathe: Callable[[], object] = lambda: None,
    ) -> None:
        """`folder` is where the window keeps its place and size, `hand_over` opens a link and says whether it could.

        `window` is the one that is filled, a new one without it. `tray_there`: this desktop has a tray. `breathe` is
        called a few times on the way, so that a window that can be seen is painted meanwhile.
        """
        super().__init__()
        self.window = window or new_window(app, config.theme, folder)
        ground = Ground(
            config,
            self.window,
            app=app,
            folder=folder,
            ask=ask or Ask(),
            hand_over=hand_over,
            log_file=log_file,
            tray_there=tray_there,
            parent=self,
        )
        self._put_together(ground, breathe)
        self._garbage = Garbage(self)
        self._stopped = False
        self._connect()

    def start(self) -> None:
        """Show the window, then do the rest while it can be seen."""
        self.window.show()
        QTimer.singleShot(REVEALED_MS, self.window, self.window.reveal)
        self._garbage.start()
        self.tasks.run(lambda: channels.ensure_first(tr(FIRST_PURPOSE)), self._on_first, owner=self)

    def stop(self) -> bool:
        """Finish what was accepted and close the database. True when nothing was left behind."""
        if self._stopped:
            return True
        self._stopped = True
        self._control.stop()
        self._work.stop()
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

    def _put_together(self, ground: Ground, breathe: Callable[[], object]) -> None:
        """Build a part after the other, each with those before."""
        self.theme, self.tasks, self.shown, self.bridge = ground.theme, ground.tasks, ground.shown, ground.bridge
        self.receiver, self.person = ground.receiver, ground.person
        breathe()
        screens = self._screens = Screens(ground, breathe)
        self.attachments, self.picture_tasks = screens.attachments, screens.picture_tasks
        self.window.fill(screens.parts)
        work = self._work = Work(ground, screens.on_top)
        self.channels, self.formats, self.suggestions = work.channels, work.formats, work.suggestions
        self.exporting, self.moving, self.restoring = work.exporting, work.moving, work.restoring
        self.settings = work.settings
        read = partial(overview.read, self.shown.choose, self.person.name)
        self.reload = Reload(self.tasks, lambda _: read(), self._on_read, question=always, owner=self)
        control = self._control = Control(ground, work, self.reload)
        self.guide, self.commands, self.background = control.guide, control.commands, control.background
        self.actions = control.menus.actions

    def _connect(self) -> None:
        window = self.window
        self.bridge.changed.connect(self._on_changed)
        self.bridge.troubled.connect(window.banner.show_trouble)
        self.bridge.troubled.connect(self.receiver.show_trouble)
        self.bridge.warned.connect(window.banner.show_problem)
        self.bridge.eased.connect(window.banner.take_back)
        self.tasks.troubled.connect(window.banner.show_problem)
        self.tasks.troubled.connect(window.reveal)
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
        for announced in (self.suggestions.announced, self.attachments.announced, self.exporting.announced):
            announced.connect(lambda line: window.status.showMessage(line, MOMENT_MS))
        self.channels.added.connect(self.shown.show_channel)
        self.channels.added.connect(lambda _: self.reload())

    def _on_first(self, _: object) -> None:
        self.bridge.start()
        self.attachments.start(self._screens.begun.paths())
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
        self._control.leaving.show_spoke(read.spoke)

    def _on_messages_seen(self, channel_id: int, newest_id: int) -> None:
        self.tasks.run(lambda: channels.mark_seen_up_to(channel_id, newest_id), lambda _: None, owner=self)

    def _on_deliveries_seen(self, channel_id: int | None, newest_id: int) -> None:
        self.tasks.run(lambda: channels.mark_deliveries_seen(channel_id, newest_id), lambda _: None, owner=self)
