"""Every action of the window once, with its words, shortcut and icon."""

from __future__ import annotations

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from desktop.widgets.action_set import ActionSet
from desktop.widgets.theme import Choice, ThemeHolder


class Actions(ActionSet):
    """The menu bar, the Channel button and the context menus share these."""

    def __init__(self, window: QWidget, theme: ThemeHolder) -> None:
        super().__init__(window, theme)
        self.new_channel = self._add("New channel…", "Ctrl+N", "plus")
        self.try_again = self._add("Try to receive again", "", "arrows-rotate")
        self.choose_port = self._add("Receive on another port…", "", "plug")
        self.export_cases = self._add("Export cases…", "Ctrl+Shift+E", "file-export")
        self.move_to_server = self._add("Move to PostgreSQL…", "", "database")
        self.quit = self._add("Quit", "Ctrl+Q", "power-off")
        self.undo = self._add("Undo", "Ctrl+Z", "rotate-left")
        self.copy = self._add("Copy", "Ctrl+C", "copy")
        self.select_all = self._add("Select all", "Ctrl+A", "")
        self.search = self._add("Search", "Ctrl+K", "magnifying-glass")
        self.search.setShortcuts([QKeySequence("Ctrl+K"), QKeySequence("/")])
        self.people = self._add("People…", "", "users")
        self.person = self._add("Person at this desk…", "", "id-badge")
        self.retention = self._add("Retention…", "", "box-archive")
        self.show_activity = self._add("Activity", "Ctrl+1", "")
        self.show_cases = self._add("Cases", "Ctrl+2", "")
        self.show_deliveries = self._add("Deliveries", "Ctrl+3", "")
        self.next_channel = self._add("Next channel or view", "Alt+Down", "")
        self.previous_channel = self._add("Previous channel or view", "Alt+Up", "")
        self.refresh = self._add("Refresh", "F5", "")
        self.keep_receiving = self._add("Keep receiving when the window is closed", "", "")
        self.notify = self._add("Notify of new cases", "", "")
        for of_tray in (self.keep_receiving, self.notify):
            of_tray.setCheckable(True)
            of_tray.setVisible(False)
        self.edit = self._add("Edit…", "Ctrl+E", "pen")
        self.new_hook = self._add("New web hook…", "Ctrl+Shift+N", "plus")
        self.mark_read = self._add("Mark as read", "Ctrl+R", "check-double")
        self.rename = self._add("Rename…", "F2", "")
        self.delete = self._add("Delete…", "", "trash-can")
        self.shortcuts = self._add("Keyboard shortcuts", "?", "keyboard")
        self.open_log = self._add("Open the log", "", "file-lines")
        self.about = self._add("About Hookdesk", "", "circle-info")
        self.copy_url = QMenu("Copy web hook URL", window)
        self.copy_url.menuAction().setEnabled(False)
        self.copy_url.setIcon(theme.icon("link"))
        self.themes = self._themes()

    def of_channel(self) -> list[QAction]:
        """Those that need a channel."""
        return [self.edit, self.new_hook, self.mark_read, self.rename, self.delete]

    def _themes(self) -> dict[Choice, QAction]:
        group = QActionGroup(self._window)
        found: dict[Choice, QAction] = {}
        labels: tuple[tuple[Choice, str], ...] = (("system", "System"), ("light", "Light"), ("dark", "Dark"))
        for choice, label in labels:
            action = QAction(label, self._window, checkable=True, checked=choice == self._theme.choice)
            group.addAction(action)
            found[choice] = action
        return found
