"""How a person has it done: by menus, keys and the tray, and how the program ends."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from desktop.help.guide_keys import GuideKeys
from desktop.menus.action_set import ActionSet
from desktop.menus.menu import fill
from desktop.parts.ground import Ground
from desktop.parts.work import Work
from desktop.process.leaving import Leaving
from desktop.tray.background import Background
from desktop.tray.tray_table import ON_PROGRAM, TRAY_MENU
from desktop.window.menus.commands import Commands
from desktop.window.menus.focus_edit import FocusEdit
from desktop.window.menus.menu_dialogs import MenuDialogs
from desktop.window.menus.menus import Menus

# The page of the guide about each page of a channel.
GUIDE_PAGES = ("messages", "cases", "deliveries")


class Control(QObject):
    """Needs the window filled, and all that its actions act on."""

    def __init__(self, ground: Ground, work: Work, read_again: Callable[[], None]) -> None:
        super().__init__(ground)
        shown, theme = ground.shown, ground.theme
        self.guide = GuideKeys(
            ground.app,
            theme=theme,
            open_url=ground.open_url,
            elsewhere=lambda: GUIDE_PAGES[shown.page],
            parent=self,
        )
        self._focus = FocusEdit(ground.app, self)
        self.commands = self._commands(ground, work, read_again)
        self.leaving = Leaving(app=ground.app, receiver=ground.receiver, ask=ground.ask, parent=self)
        self.background = self._background(ground, work)
        of_program = ActionSet(ON_PROGRAM, lambda: self.background, theme=theme, parent=ground.window)
        work.settings.notifications.changed.connect(of_program.update)
        self.menus = Menus(self.commands, work.channels, of_program, theme=theme)
        if self.background.tray is not None:
            fill(self.background.tray.menu, TRAY_MENU, of_program)

    def stop(self) -> None:
        """Watch the keyboard and the desk no more."""
        self._focus.stop()
        self.guide.stop()
        self.background.stop()

    def _commands(self, ground: Ground, work: Work, read_again: Callable[[], None]) -> Commands:
        return Commands(
            window=ground.window,
            shown=ground.shown,
            channels=work.channels,
            receiver=ground.receiver,
            exporting=work.exporting,
            moving=work.moving,
            person=ground.person,
            settings=work.settings,
            dialogs=MenuDialogs(window=ground.window, guide=self.guide, log_file=ground.log_file),
            focus=self._focus,
            theme=ground.theme,
            tasks=ground.tasks,
            ask=ground.ask,
            read_again=read_again,
        )

    def _background(self, ground: Ground, work: Work) -> Background:
        return Background(
            app=ground.app,
            window=ground.window,
            shown=ground.shown,
            receiver=ground.receiver,
            leaving=self.leaving,
            tasks=ground.tasks,
            theme=ground.theme,
            settings=ground.settings,
            notifications=work.settings.notifications,
            tray_there=ground.tray_there,
            parent=self,
        )
