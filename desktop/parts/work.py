"""What is done over the window: with channels and formats, into files, with the database, in the settings."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop.administration.move_to_server import MoveToServer
from desktop.channels.channel_actions import ChannelActions
from desktop.channels.kept_on_top import KeptOnTop
from desktop.formats.editors import FormatEditors
from desktop.parts.ground import Ground
from desktop.restoring.restore import Restore
from desktop.settings.notifications import Notifications
from desktop.settings.settings import Settings
from desktop.suggestions.suggestion_use import SuggestionUse
from desktop.window.exporting import Exporting


class Work(QObject):
    """Each opens its dialogs when they are wanted."""

    def __init__(self, ground: Ground, on_top: KeptOnTop) -> None:
        super().__init__(ground)
        tasks, ask, window, receiver = ground.tasks, ground.ask, ground.window, ground.receiver
        self.channels = ChannelActions(
            tasks=tasks,
            theme=ground.theme,
            shown=ground.shown,
            ask=ask,
            base_url=receiver.base_url,
            on_top=on_top,
            parent=window,
        )
        self.formats = FormatEditors(tasks=tasks, theme=ground.theme, ask=ask, parent=self)
        self.suggestions = SuggestionUse(tasks=tasks, ask=ask, window=window)
        self.exporting = Exporting(tasks=tasks, ask=ask, window=window)
        self.moving = MoveToServer(tasks=tasks, ask=ask, receiver=receiver, window=window, config=ground.config)
        self.restoring = Restore(tasks=tasks, ask=ask, receiver=receiver, window=window)
        self.settings = self._settings(ground)

    def stop(self) -> None:
        """Keep what was typed, and have what takes long stop."""
        self.formats.stop()
        self.exporting.task.cancel()
        self.suggestions.task.cancel()
        self.moving.cancel()
        self.settings.stop()

    def _settings(self, ground: Ground) -> Settings:
        return Settings(
            ground.config,
            receiver=ground.receiver,
            person=ground.person,
            moving=self.moving,
            restoring=self.restoring,
            notifications=Notifications(ground.settings, self),
            shown=ground.shown,
            tray_there=ground.tray_there,
            log_file=ground.log_file,
            theme=ground.theme,
            tasks=ground.tasks,
            ask=ground.ask,
            window=ground.window,
        )
